package bantin.http;

import bantin.problem.ProblemWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The bytes of one connection, watched for {@link ConnectionGuard}. */
final class WatchedConnection extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(WatchedConnection.class);
    private static final int HEAD_SECONDS = 10;
    private static final int CR_LF_CR_LF = 0x0d0a0d0a;
    private static final ByteBuf END_OF_HEAD = ascii("\r\n\r\n");
    private static final ByteBuf HTTP_2_PREFACE = ascii("PRI * HTTP/2.0");

    /** The offset of the first digit of the status in {@code HTTP/1.1 400 …}. */
    private static final int STATUS_CLASS = 9;

    /** Longer than any response to a request that cannot be decoded. Most others are longer and need not be read. */
    private static final int MAX_BARE_ERROR = 512;

    private static final Pattern BARE_ERROR =
            Pattern.compile("(?s)HTTP/1\\.[01] ([45]\\d\\d) .*\r\ncontent-length: 0\r\n.*\r\n");

    /** Quarkus fails, and does not respond, if the first address is empty. */
    private static final Pattern EMPTY_FORWARDED_FOR =
            Pattern.compile("(?i)\r\nX-Forwarded-For:[ \t]*(:[^:,\r]*)?[,\r]");

    private enum Awaits {
        REQUEST,
        END_OF_HEAD,
        ANSWER
    }

    private Awaits state = Awaits.REQUEST;
    /** The last bytes that were read of an incomplete head. */
    private String tail = "";

    private ScheduledFuture<?> timer;
    private final boolean isForwarded;

    /** @param isForwarded whether forwarded addresses are trusted, and so read by Quarkus */
    WatchedConnection(boolean isForwarded) {
        this.isForwarded = isForwarded;
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && state != Awaits.ANSWER) {
            if (isForwarded) {
                hideEmptyForwardedFor(bytes);
            }
            readHead(context, bytes);
        }
        context.fireChannelRead(message);
    }

    private void readHead(ChannelHandlerContext context, ByteBuf bytes) {
        if (state == Awaits.REQUEST && startsWith(bytes, HTTP_2_PREFACE)) {
            // its frames have limits of their own
            context.pipeline().remove(this);
        } else if (endsHead(bytes)) {
            cancelTimer();
            state = Awaits.ANSWER;
        } else if (state == Awaits.REQUEST) {
            state = Awaits.END_OF_HEAD;
            timer = context.executor().schedule(() -> expire(context), HEAD_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Gives the header another name, of the same length. */
    private static void hideEmptyForwardedFor(ByteBuf bytes) {
        var text = bytes.toString(StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        var header = EMPTY_FORWARDED_FOR.matcher(end < 0 ? text : text.substring(0, end + 2));
        while (header.find()) {
            bytes.setByte(bytes.readerIndex() + header.start() + 2, '-');
        }
    }

    private static boolean startsWith(ByteBuf bytes, ByteBuf prefix) {
        var length = prefix.readableBytes();
        return bytes.readableBytes() >= length
                && ByteBufUtil.equals(bytes, bytes.readerIndex(), prefix, prefix.readerIndex(), length);
    }

    private boolean endsHead(ByteBuf bytes) {
        if (endsWithHead(bytes) || ByteBufUtil.indexOf(END_OF_HEAD.duplicate(), bytes) >= 0) {
            tail = "";
            return true;
        }
        var last = Math.min(3, bytes.readableBytes());
        var first = bytes.toString(bytes.readerIndex(), last, StandardCharsets.US_ASCII);
        var isSplit = (tail + first).contains("\r\n\r\n");
        var end = tail + bytes.toString(bytes.writerIndex() - last, last, StandardCharsets.US_ASCII);
        tail = isSplit ? "" : end.substring(Math.max(0, end.length() - 3));
        return isSplit;
    }

    /** The common case: a whole request without a body. */
    private static boolean endsWithHead(ByteBuf bytes) {
        return bytes.readableBytes() >= 4 && bytes.getInt(bytes.writerIndex() - 4) == CR_LF_CR_LF;
    }

    private void expire(ChannelHandlerContext context) {
        LOG.debugf(
                "%s: the request headers did not arrive within %d s",
                context.channel().remoteAddress(), HEAD_SECONDS);
        context.writeAndFlush(answer(408)).addListener(ChannelFutureListener.CLOSE);
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        cancelTimer();
        state = Awaits.REQUEST;
        if (message instanceof ByteBuf bytes && mayBeBareError(bytes)) {
            var bare = BARE_ERROR.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
            if (bare.matches()) {
                bytes.release();
                context.write(answer(Integer.parseInt(bare.group(1))), promise)
                        .addListener(ChannelFutureListener.CLOSE);
                return;
            }
        }
        context.write(message, promise);
    }

    private static boolean mayBeBareError(ByteBuf bytes) {
        var length = bytes.readableBytes();
        if (length <= STATUS_CLASS || length > MAX_BARE_ERROR || bytes.getByte(bytes.readerIndex()) != 'H') {
            return false;
        }
        var statusClass = bytes.getByte(bytes.readerIndex() + STATUS_CLASS);
        return statusClass == '4' || statusClass == '5';
    }

    private static ByteBuf answer(int status) {
        var problem = ProblemWriter.json(status);
        var head =
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
                        .formatted(HttpResponseStatus.valueOf(status), ProblemWriter.MEDIA_TYPE, problem.length);
        return Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), problem);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimer();
        context.fireChannelInactive();
    }
}
