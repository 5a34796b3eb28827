package org.simbastream.testbed.embedded;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Puts {@link RestAccess} before the REST interface of an embedded Flink; Flink finds it as a
 * service. Other Flink clusters with this class on the class path are not affected.
 */
public final class RestGuard implements InboundChannelHandlerFactory {

  /** Set by the embedded Flink only. */
  private static final ConfigOption<Boolean> GUARDED =
      ConfigOptions.key("simba.embedded.rest-guard").booleanType().defaultValue(false);

  /** For Flink, which makes one of each service. */
  public RestGuard() {}

  /** Guards the REST interface of a cluster that is started with these options. */
  static void guard(Configuration flink) {
    RestAccess.close(flink);
    flink.set(GUARDED, true);
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration.get(GUARDED)
        ? Optional.of(new ToTheFront(new RestAccess(configuration)))
        : Optional.empty();
  }

  /** Flink adds handlers after the one that stores what is uploaded; refused is not stored. */
  private static final class ToTheFront extends ChannelInboundHandlerAdapter {

    private final RestAccess access;

    ToTheFront(RestAccess access) {
      this.access = access;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      String codec = context.pipeline().context(HttpServerCodec.class).name();
      context.pipeline().addAfter(codec, "simba-rest-guard", new Handler(access));
      context.pipeline().remove(this);
    }
  }

  private static final class Handler extends ChannelInboundHandlerAdapter {

    private final RestAccess access;
    private boolean refused;

    Handler(RestAccess access) {
      this.access = access;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (!refused && message instanceof HttpRequest request) {
        Optional<String> why = refusal(request);
        if (why.isPresent()) {
          refused = true; // and what else comes until the connection is closed
          refuse(context, why.get());
        }
      }
      if (refused) {
        ReferenceCountUtil.release(message);
      } else {
        context.fireChannelRead(message);
      }
    }

    private Optional<String> refusal(HttpRequest request) {
      HttpHeaders headers = request.headers();
      return access.refusal(
          request.method().name(),
          new QueryStringDecoder(request.uri()).path(),
          headers.get(HttpHeaderNames.HOST),
          headers.get(HttpHeaderNames.ORIGIN));
    }

    private static void refuse(ChannelHandlerContext context, String why) {
      byte[] body = ("{\"errors\":[\"Refused: " + why + ".\"]}").getBytes(StandardCharsets.UTF_8);
      DefaultFullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.wrappedBuffer(body));
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=UTF-8");
      response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
      response.headers().set(HttpHeaderNames.CONNECTION, "close");
      context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
  }
}
