package org.lifeboot.manager.web.page.explore;

import org.lifeboot.manager.explore.Explorations;
import org.lifeboot.manager.web.ExploreDownload;
import org.lifeboot.manager.web.page.Shells;
import org.lifeboot.manager.web.page.Templates;
import org.lifeboot.manager.web.page.check.CheckBoard;

/// `/rescue/{session}/explore`: the disks of the rescued server, to be read. Plain links and forms.
public record ExplorePages(
    VolumePages volumes,
    FolderPages folders,
    FilePages files,
    TextPages texts,
    LogPages logs,
    DownloadPages downloads) {

  public static ExplorePages of(
      CheckBoard board,
      Explorations explorations,
      ExploreDownload downloads,
      Templates templates,
      Shells shells) {
    var desk = new ExploreDesk(board, explorations, templates, shells);
    var texts = new TextPages(desk);
    return new ExplorePages(
        new VolumePages(desk, explorations),
        new FolderPages(desk),
        new FilePages(desk, explorations, texts),
        texts,
        new LogPages(desk),
        new DownloadPages(downloads));
  }
}
