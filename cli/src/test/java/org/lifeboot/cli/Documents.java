package org.lifeboot.cli;

/// What a Manager says, as the API's contract writes it.
public final class Documents {

  public static final String SERVER_ID = "019aac00-0000-7000-8000-000000000001";
  public static final String SESSION_ID = "019aac00-0000-7000-8000-0000000000aa";

  public static final String SERVER =
      """
      {"id":"019aac00-0000-7000-8000-000000000001","name":"demo-1","macAddresses":["52:54:00:12:34:56"],\
      "ownerEmail":"owner@example.org","power":{"driver":"qemu","socket":"/run/demo-1/qmp.sock"},\
      "sshAddress":"127.0.0.1:2222","efiLoader":"/EFI/debian/grubx64.efi","netboot":"disk",\
      "createdAt":"2026-11-22T18:00:00Z"}""";

  public static final String REQUESTED =
      """
      {"id":"019aac00-0000-7000-8000-0000000000aa","serverId":"019aac00-0000-7000-8000-000000000001",\
      "serverName":"demo-1","state":"requested","requestedAt":"2026-11-22T18:00:00Z","requestedBy":"admin",\
      "expiresAt":"2026-11-22T19:00:00Z","timeline":[\
      {"number":1,"at":"2026-11-22T18:00:00Z","step":"requested","text":"Rescue asked for","by":"admin"}]}""";

  public static final String BOOTING =
      """
      {"id":"019aac00-0000-7000-8000-0000000000aa","serverId":"019aac00-0000-7000-8000-000000000001",\
      "serverName":"demo-1","state":"booting","requestedAt":"2026-11-22T18:00:00Z","requestedBy":"admin",\
      "timeline":[\
      {"number":1,"at":"2026-11-22T18:00:00Z","step":"requested","text":"Rescue asked for","by":"admin"},\
      {"number":2,"at":"2026-11-22T18:00:12.400Z","step":"ipxe","text":"The server asked what to boot"},\
      {"number":3,"at":"2026-11-22T18:00:14Z","step":"kernel","text":"Kernel fetched"}]}""";

  public static final String ACTIVE =
      """
      {"id":"019aac00-0000-7000-8000-0000000000aa","serverId":"019aac00-0000-7000-8000-000000000001",\
      "serverName":"demo-1","state":"active","requestedAt":"2026-11-22T18:00:00Z","requestedBy":"admin",\
      "activeAt":"2026-11-22T18:01:10Z","lastSeenAt":"2026-11-22T18:01:20Z",\
      "credentials":{"user":"root","sshHost":"127.0.0.1","sshPort":2222,\
      "fingerprints":["SHA256:AbCdEf0123456789"],"knownHosts":["[127.0.0.1]:2222 ssh-ed25519 AAAAC3Nz"],\
      "sshReady":true,"page":"http://127.0.0.1:8080/rescue/019aac00-0000-7000-8000-0000000000aa",\
      "hasPassword":true},"memory":{"totalBytes":1031798784,"usedBytes":432013312},"timeline":[\
      {"number":1,"at":"2026-11-22T18:00:00Z","step":"requested","text":"Rescue asked for","by":"admin"},\
      {"number":2,"at":"2026-11-22T18:00:12.400Z","step":"ipxe","text":"The server asked what to boot"},\
      {"number":3,"at":"2026-11-22T18:00:14Z","step":"kernel","text":"Kernel fetched"},\
      {"number":4,"at":"2026-11-22T18:01:10Z","step":"active","text":"In rescue"}]}""";

  public static final String ACTIVE_BEFORE_SSH =
      ACTIVE.replace("\"sshReady\":true", "\"sshReady\":false");

  public static final String LEAVING = ACTIVE.replace("\"active\",\"req", "\"leaving\",\"req");

  public static final String ENDED =
      """
      {"id":"019aac00-0000-7000-8000-0000000000aa","serverId":"019aac00-0000-7000-8000-000000000001",\
      "serverName":"demo-1","state":"ended","requestedAt":"2026-11-22T18:00:00Z","requestedBy":"admin",\
      "endedAt":"2026-11-22T18:30:00Z","reason":"rebooted to its disk","timeline":[\
      {"number":9,"at":"2026-11-22T18:30:00Z","step":"ended","text":"Back on disk"}]}""";

  public static final String EXPIRED =
      """
      {"id":"019aac00-0000-7000-8000-0000000000aa","serverId":"019aac00-0000-7000-8000-000000000001",\
      "serverName":"demo-1","state":"expired","requestedAt":"2026-11-22T18:00:00Z","requestedBy":"admin",\
      "endedAt":"2026-11-22T19:00:00Z","reason":"no boot came within 60 minutes","timeline":[]}""";

  public static final String FAILED =
      """
      {"id":"019aac00-0000-7000-8000-0000000000aa","serverId":"019aac00-0000-7000-8000-000000000001",\
      "serverName":"demo-1","state":"failed","requestedAt":"2026-11-22T18:00:00Z","requestedBy":"admin",\
      "endedAt":"2026-11-22T18:20:12Z","reason":"not in rescue within 20 minutes","step":"squashfs",\
      "timeline":[]}""";

  public static final String STATUS =
      """
      {"version":"0.1.0","image":{"id":"0123456789abcdef","kernel":"6.12.48","sizeBytes":209715200},\
      "store":"sqlite","mail":"smtp"}""";

  public static final String OUTBOX =
      """
      {"mails":[{"id":"m1","to":"owner@example.org","subject":"demo-1 is in rescue",\
      "createdAt":"2026-11-22T18:01:10Z","state":"kept","text":"Password: k3eP-m3\\nLine two","attempts":0}]}""";

  private Documents() {}

  /// `demo-1` with this session.
  public static String serverWith(String session) {
    return SERVER.replace("\"netboot\"", "\"session\":" + session + ",\"netboot\"");
  }

  /// `demo-1` for which Memtest86+ was chosen.
  public static String memtest(String state, String more) {
    return SERVER.replace(
        "\"netboot\":\"disk\"",
        """
        "netboot":"memtest","memtest":{"state":"%s","chosenAt":"2026-11-22T18:00:00Z",\
        "chosenBy":"admin",%s"timeline":[\
        {"number":1,"at":"2026-11-22T18:00:00Z","step":"chosen","text":"Memtest86+ was chosen","by":"admin"}]}"""
            .formatted(state, more));
  }

  public static String problem(int status, String code, String detail) {
    return """
        {"type":"about:blank","code":"%s","title":"Refused","status":%d,"detail":"%s"}"""
        .formatted(code, status, detail);
  }
}
