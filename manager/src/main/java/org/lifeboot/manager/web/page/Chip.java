package org.lifeboot.manager.web.page;

/// A word or two with a tone.
public record Chip(String words, Tone tone) {}
