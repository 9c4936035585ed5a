package bantin.access;

import java.time.Instant;

/** An API key was created. */
public record KeyCreated(long id, String name, Role role, Instant at) {}
