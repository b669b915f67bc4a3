package org.lifeboot.manager.web.page;

/// What the power driver says.
public record PowerView(Chip chip, String detail) {}
