package org.lifeboot.manager.web.page;

/// The page with a server's serial console.
///
/// @param offered whether its power driver carries one
/// @param taking whether somebody else's is ended first
/// @param nonce that the page's policy allows style elements by
public record ConsolePage(
    Shell shell, String name, boolean offered, boolean taking, String nonce) {}
