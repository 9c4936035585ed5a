package bantin.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Watches the bytes of every HTTP/1.1 connection for two things that Quarkus and Vert.x cannot configure. The head of a
 * request must be complete within ten seconds, however its bytes are spread over that time. An error that Netty or
 * Vert.x answer without a body because they cannot decode the request (400, 414, 431) becomes a problem.
 * Where forwarded addresses are trusted, an {@code X-Forwarded-For} without an address is ignored.
 *
 * <p>Connections with TLS are not watched, because their bytes are encrypted here.
 */
final class ConnectionGuard implements RequestStep {

    private final boolean isForwarded;

    /** @param isForwarded whether forwarded addresses are trusted */
    ConnectionGuard(boolean isForwarded) {
        this.isForwarded = isForwarded;
    }

    /** The listening channel, whose new connections are already watched. */
    private volatile Channel listening;

    /** Finds the listening channel through the first request, because Vert.x has no other access to it. */
    @Override
    public boolean proceeds(RoutingContext routing) {
        var server = ((ConnectionBase) routing.request().connection()).channel().parent();
        if (server != null && server != listening) {
            watch(server);
        }
        return true;
    }

    private synchronized void watch(Channel server) {
        if (server.pipeline().get(Acceptor.class) == null) {
            server.pipeline().addFirst(new Acceptor(isForwarded));
        }
        listening = server;
    }

    private static final class Acceptor extends ChannelInboundHandlerAdapter {

        private final boolean isForwarded;

        private Acceptor(boolean isForwarded) {
            this.isForwarded = isForwarded;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            if (connection instanceof Channel accepted) {
                accepted.pipeline().addFirst(new WatchedConnection(isForwarded));
            }
            context.fireChannelRead(connection);
        }
    }
}
