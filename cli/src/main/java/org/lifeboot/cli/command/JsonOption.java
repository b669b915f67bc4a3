package org.lifeboot.cli.command;

import picocli.CommandLine.Option;

/// `--json`, which every command has.
final class JsonOption {

  static final String NAME = "--json";

  @Option(
      names = NAME,
      description =
          "Print the Manager's answer as it is, one JSON document; a refusal is one as well.")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }
}
