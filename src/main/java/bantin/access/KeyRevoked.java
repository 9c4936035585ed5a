package bantin.access;

import java.time.Instant;

/** An API key was revoked. */
public record KeyRevoked(long id, Instant at) {}
