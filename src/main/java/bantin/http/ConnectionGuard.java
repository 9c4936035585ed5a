package bantin.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Watches the bytes of every HTTP/1.1 connection for two things that neither Quarkus nor Vert.x have a setting for. The head
 * of a request must be complete within ten seconds, however its bytes are spread over that time. And an error that Netty or
 * Vert.x answer by themselves, without a body, because the request cannot be decoded (400, 414, 431), becomes a problem.
 *
 * <p>A connection that is encrypted by this server is not watched: only what is behind its encryption could be.
 */
final class ConnectionGuard implements RequestStep {

    /** The one that listens, whose new connections are watched already. */
    private volatile Channel listening;

    /** The first request that comes leads to the channel that listens; Vert.x has no other way to it. */
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
            server.pipeline().addFirst(new Acceptor());
        }
        listening = server;
    }

    private static final class Acceptor extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            if (connection instanceof Channel accepted) {
                accepted.pipeline().addFirst(new WatchedConnection());
            }
            context.fireChannelRead(connection);
        }
    }
}
