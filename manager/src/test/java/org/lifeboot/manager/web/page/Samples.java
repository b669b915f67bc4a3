package org.lifeboot.manager.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.Netboot;
import org.lifeboot.manager.server.Server;
import org.lifeboot.manager.server.ServerDraft;
import org.lifeboot.manager.server.ServerId;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.manager.server.SshAddress;
import org.lifeboot.manager.session.Credentials;
import org.lifeboot.manager.session.Memory;
import org.lifeboot.manager.session.NetbootChoice;
import org.lifeboot.manager.session.Session;
import org.lifeboot.manager.session.SessionId;
import org.lifeboot.manager.session.SessionState;
import org.lifeboot.manager.session.TimelineEntry;
import org.lifeboot.protocol.Inventory;
import org.lifeboot.protocol.Inventory.Drive;
import org.lifeboot.protocol.Inventory.Smart;
import org.lifeboot.protocol.Inventory.Volume;
import org.lifeboot.protocol.Verdict;

/// Servers and sessions as they look in real life, for tests and for looking at the pages.
public final class Samples {

  public static final Instant START = Instant.parse("2026-11-22T02:41:07Z");

  private static final SessionState.Tokens TOKENS = new SessionState.Tokens("", List.of());

  private Samples() {}

  public static Server server(String name, Netboot netboot, boolean live) {
    return new Server(
        new ServerId("019aa7c2-6f0e-7c3b-9a55-" + "%012x".formatted(name.hashCode() & 0x7fffffff)),
        name,
        List.of(new MacAddress("52:54:00:12:34:56")),
        "mara@example.org",
        "{\"driver\":\"qemu\",\"socket\":\"/run/lab/" + name + "/qmp.sock\"}",
        Optional.of(new SshAddress("127.0.0.1", 2222)),
        ServerNetwork.DHCP,
        Optional.empty(),
        netboot,
        live ? Optional.of("019aa7c2-0000-7000-8000-000000000001") : Optional.empty(),
        START.minusSeconds(86_400));
  }

  public static Session session(String name, SessionState state, int steps) {
    boolean in =
        state instanceof SessionState.Active
            || state instanceof SessionState.Leaving
            || state instanceof SessionState.Lost;
    return new Session(
        new SessionId("019aa7c2-0000-7000-8000-000000000001"),
        server(name, Netboot.DISK, true).id(),
        name,
        7,
        state,
        START,
        "admin",
        new NetbootChoice.Rescue(true, List.of()),
        in ? Optional.of(START.plusSeconds(200)) : Optional.empty(),
        in ? Optional.of(new Memory(1_013L << 20, 402L << 20)) : Optional.empty(),
        in ? Optional.of(credentials()) : Optional.empty(),
        timeline(steps));
  }

  public static SessionState requested() {
    return new SessionState.Requested(START.plusSeconds(3600));
  }

  public static SessionState booting() {
    return new SessionState.Booting(
        new SessionState.BootAttempt(1, "", TOKENS, ""), "initrd", START.plusSeconds(1200));
  }

  public static SessionState active() {
    return new SessionState.Active(rescued());
  }

  public static SessionState leaving() {
    return new SessionState.Leaving(rescued(), START.plusSeconds(900), "");
  }

  public static SessionState lost() {
    return new SessionState.Lost(rescued(), START.plusSeconds(700));
  }

  public static SessionState ended() {
    return new SessionState.Ended(
        START.plusSeconds(1000), "back on disk, as asked", START.plusSeconds(97), TOKENS);
  }

  public static SessionState failed() {
    return new SessionState.Failed(
        START.plusSeconds(1200),
        "squashfs",
        "nothing was heard for 20 minutes after the step squashfs",
        TOKENS);
  }

  public static SessionState expired() {
    return new SessionState.Expired(START.plusSeconds(3600));
  }

  private static SessionState.Rescued rescued() {
    return new SessionState.Rescued(
        START.plusSeconds(97),
        TOKENS,
        "",
        "6d1f2c1e-5b1c-4f3e-9c55-0f3f2d8f8b11",
        List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH1x0Lq0m3nq2"),
        List.of("10.0.2.15"),
        new SessionState.Login(1, 1, ""));
  }

  private static Credentials credentials() {
    return new Credentials(
        new SshAddress("127.0.0.1", 2222),
        List.of("SHA256:Yk2mX0oVtJ8n1E0bQnJm9H2fT6u1dS5rW3cL7pK4aZg"),
        List.of(
            "[127.0.0.1]:2222 ssh-ed25519"
                + " AAAAC3NzaC1lZDI1NTE5AAAAIH1x0Lq0m3nq2Yw8tV5uB7kR4sD9fG6hJ1kL3zX0cVbN"),
        true,
        "http://127.0.0.1:8080/rescue/019aa7c2-0000-7000-8000-000000000001",
        true);
  }

  /// The first so many lines of a boot that goes well.
  public static List<TimelineEntry> timeline(int steps) {
    var all = new ArrayList<TimelineEntry>();
    add(all, 0, "requested", "Rescue chosen for the next boot", "admin");
    add(all, 9, "power", "Hard reboot through qemu: done", "admin");
    add(all, 15, "dhcp", "Address 10.0.2.15 given by 10.0.2.2", "");
    add(all, 15, "ipxe", "iPXE of Standard PC (i440FX + PIIX, 1996), pcbios, attempt 1", "");
    add(all, 16, "kernel", "Kernel is being fetched (12.1 MB)", "");
    add(all, 18, "initrd", "Initrd is being fetched (38.0 MB)", "");
    add(all, 21, "agent", "Agent is being fetched (20.3 MB)", "");
    add(all, 22, "session-file", "Session file handed out, once", "");
    add(all, 47, "squashfs", "Squashfs is being fetched (171.2 MB)", "");
    add(all, 63, "squashfs", "Squashfs fetched: 171.2 MB in 15.8 s", "");
    add(all, 97, "token", "The one-time token came back", "");
    add(all, 97, "active", "The rescue system has proven itself", "");
    add(all, 98, "mail", "Mail to mara@example.org is in the outbox", "");
    add(all, 99, "ssh", "SSH is open at 127.0.0.1:2222", "");
    return List.copyOf(all.subList(0, Math.min(steps, all.size())));
  }

  private static void add(List<TimelineEntry> all, int after, String step, String text, String by) {
    all.add(
        new TimelineEntry(
            all.size() + 1,
            START.plusSeconds(after),
            step,
            text,
            by.isEmpty() ? Optional.empty() : Optional.of(by)));
  }

  public static Inventory drives() {
    Volume root = volume("/dev/vg0/root", "lvm", 420, "ext4", "root", "", "", List.of());
    Volume swap = volume("/dev/vg0/swap", "lvm", 8, "swap", "", "", "", List.of());
    Volume lvm =
        volume(
            "/dev/sda2", "partition", 479, "LVM2_member", "", "", "Linux LVM", List.of(root, swap));
    return new Inventory(
        List.of(
            new Drive(
                "/dev/sda",
                "Samsung SSD 870 EVO 500GB",
                "S62ANJ0R123456X",
                "SVT02B6Q",
                "sata",
                false,
                500_107_862_016L,
                new Smart(Verdict.PASSED, "The drive says that it is well; 0 reallocated sectors."),
                List.of(
                    volume(
                        "/dev/sda1",
                        "partition",
                        1,
                        "vfat",
                        "EFI",
                        "EFI System Partition",
                        "EFI System",
                        List.of()),
                    lvm)),
            new Drive(
                "/dev/sdb",
                "ST4000NM0035-1V4107",
                "ZC1A2B3C",
                "TN03",
                "sata",
                true,
                4_000_787_030_016L,
                new Smart(
                    Verdict.FAILED,
                    "The drive expects to fail: 4,088 reallocated sectors, 112 waiting. Copy what is"
                        + " on it before anything else."),
                List.of(
                    volume(
                        "/dev/sdb1",
                        "partition",
                        4000,
                        "linux_raid_member",
                        "web-3:0",
                        "",
                        "Linux RAID",
                        List.of()))),
            new Drive(
                "/dev/vda",
                "",
                "",
                "",
                "virtio",
                false,
                2_147_483_648L,
                new Smart(Verdict.INCONCLUSIVE, "A virtual drive has no SMART."),
                List.of())));
  }

  private static Volume volume(
      String device,
      String kind,
      long gigabytes,
      String fileSystem,
      String label,
      String partitionLabel,
      String partitionType,
      List<Volume> contents) {
    return new Volume(
        device,
        kind,
        gigabytes * 1_000_000_000L,
        fileSystem,
        label,
        fileSystem.equals("ext4") ? "2f0a4b53-8f8e-4a53-9a39-7c0f3f2a1b90" : "",
        partitionLabel,
        partitionType,
        List.of(),
        contents);
  }

  public static ServerDraft draft(String name, String mac) {
    return new ServerDraft(
        name, List.of(new MacAddress(mac)), "mara@example.org", "", Optional.empty());
  }
}
