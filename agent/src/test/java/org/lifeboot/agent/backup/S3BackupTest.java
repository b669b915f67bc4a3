package org.lifeboot.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboot.agent.backup.BackupReport.State;
import org.lifeboot.agent.check.CheckWatch;
import org.lifeboot.agent.tool.ProcessTools;

/// Real restic and a real S3 server.
@Timeout(300)
class S3BackupTest {

  @TempDir Path folder;

  private final ProcessTools tools = new ProcessTools();
  private final CheckWatch watch = new BackupTest.Quiet();

  private static RepositoryAccess access(S3Server server, String secret) {
    var environment = Map.of("AWS_ACCESS_KEY_ID", S3Server.KEY, "AWS_SECRET_ACCESS_KEY", secret);
    return new RepositoryAccess(server.repository(), "open sesame", environment);
  }

  private Source disk() throws IOException {
    var bytes = new byte[4 << 20];
    new Random(7).nextBytes(bytes);
    Path disk = Files.write(folder.resolve("disk.img"), bytes);
    return new Source(disk.toString(), disk, false, 512, bytes.length, "QEMU DISK LB-1");
  }

  @Test
  void aDeviceAndFilesGoIntoABucketAndAreVerifiedAndAWrongKeyIsRefused() throws Exception {
    try (var server = S3Server.start(folder)) {
      RepositoryAccess right = access(server, S3Server.SECRET);
      Path letter = Files.writeString(folder.resolve("letter"), "Dear owner");

      var device = new DeviceToRepository(tools, watch).run(disk(), right);
      var files = new FilesBackup(tools, watch).run(letter, right);
      var verified = new Verification(tools, watch).ofRepository(right);
      var refused = new FilesBackup(tools, watch).run(letter, access(server, "a guess"));

      assertThat(device.state()).as(device.toString()).isEqualTo(State.COMPLETE);
      assertThat(device.copiedBytes()).isEqualTo(4 << 20);
      assertThat(files.state()).as(files.toString()).isEqualTo(State.COMPLETE);
      assertThat(verified.state()).as(verified.toString()).isEqualTo(State.COMPLETE);
      assertThat(refused.state()).as(refused.toString()).isEqualTo(State.NOT_DONE);
    }
  }
}
