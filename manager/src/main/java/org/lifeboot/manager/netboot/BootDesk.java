package org.lifeboot.manager.netboot;

import java.util.List;
import java.util.Optional;
import org.lifeboot.manager.server.MacAddress;
import org.lifeboot.manager.server.ServerNetwork;
import org.lifeboot.protocol.SessionFile;

/// What the boot listener asks: who boots what, and what has been fetched. Thread-safe.
public interface BootDesk {

  /// A server's iPXE asks what to boot.
  ///
  /// @return empty: not a registered MAC address, which gets 404 and nothing else
  Optional<BootAnswer> bootAsked(MacAddress mac, BootClient client);

  /// A server whose controller fetches the rescue ISO.
  ///
  /// @param card the first one that the Manager knows
  record Seat(MacAddress card, ServerNetwork network) {}

  /// The server whose controller asks for the rescue ISO.
  ///
  /// @param server its id
  /// @return empty: there is none
  Optional<Seat> seat(String server);

  /// A machine that is not registered, by none of these addresses, asked what to boot.
  ///
  /// @param cards the one that it asked with first; never empty
  void strangerAsked(List<MacAddress> cards, BootClient client);

  /// A file of this boot is being fetched, or was fetched.
  ///
  /// @return false: no such boot (any more), which gets 404
  boolean fileFetched(BootId boot, BootFile file, Fetch fetch);

  /// The session file, handed out once per boot.
  ///
  /// @return empty: handed out before (which goes on the timeline), or no such boot (any more); 410
  ///   in either case, so that nobody learns which
  Optional<SessionFile> takeSessionFile(BootId boot);

  /// dnsmasq has given this address.
  void addressGiven(MacAddress mac, String address);
}
