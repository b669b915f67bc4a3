package org.lifeboot.manager.web.page.explore;

import java.util.List;

/// A picture.
public record PictureView(
    Frame frame, String title, List<Links.Crumb> crumbs, String source, String fileHref) {}
