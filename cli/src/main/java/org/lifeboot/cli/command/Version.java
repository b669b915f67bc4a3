package org.lifeboot.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version of this program, as the build wrote it down.
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/org/lifeboot/cli/build.properties")) {
      if (in != null) {
        build.load(in);
      }
    }
    return new String[] {"lifeboot " + build.getProperty("version", "(unknown version)")};
  }
}
