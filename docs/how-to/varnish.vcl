# Varnish in front of Bản Tin: see caching.md. For Varnish 7.1 with varnish-modules (Debian 12). Change the backend's
# address and the purgers to yours.
# Start varnishd with -p http_resp_hdr_len=64k -p http_resp_size=128k -p workspace_backend=512k: long lists name many tags.
vcl 4.1;

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
    # longer than /api/v1/changes may wait
    .first_byte_timeout = 60s;
}

# Who may purge. With TLS ended by another program on this machine, let it speak the PROXY protocol to Varnish: else all
# the world comes from 127.0.0.1.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # a comma: another proxy sent this on, so client.ip is not who asks
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Not allowed"));
        }
        if (!req.http.Cache-Tag) {
            return (synth(400, "Name the tags in Cache-Tag"));
        }
        std.collect(req.http.Cache-Tag, " ");
        return (synth(200, "Purged " + xkey.purge(req.http.Cache-Tag)));
    }

    # Writes and counted views, callers with a key, everything that is not the API, and what waits for news.
    if ((req.method != "GET" && req.method != "HEAD")
            || req.http.Authorization
            || req.url !~ "^/api/v1/"
            || req.url ~ "^/api/v1/changes($|[/?])") {
        return (pass);
    }

    # The API knows no cookies; those of a site around it would make every reader a stranger.
    unset req.http.Cookie;
    # Last-Modified knows whole seconds only, and no counts of views. The server looks at ETags only, too.
    unset req.http.If-Modified-Since;
    # Both ETags of an answer, that of the plain bytes and that of the compressed ones, become the one that is stored.
    if (req.http.If-None-Match) {
        set req.http.If-None-Match = regsuball(req.http.If-None-Match, {"-gzip""}, {"""});
    }
    return (hash);
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    # While the server fails, what is there stays for as long as stale-while-revalidate allows.
    if (bereq.is_bgfetch && beresp.status >= 500) {
        return (abandon);
    }
    # Varnish has taken the lifetime from s-maxage and the grace from stale-while-revalidate; what names none is not kept.
    if (!beresp.http.Cache-Control) {
        set beresp.ttl = 0s;
    }
    if (beresp.http.Cache-Tag) {
        std.collect(beresp.http.Cache-Tag, " ");
        set beresp.http.xkey = beresp.http.Cache-Tag;
    }
    # One copy, compressed, serves everybody; Varnish unpacks it for those who do not take gzip. So its ETag names what
    # is said and not the bytes: a weak one.
    if (beresp.http.ETag) {
        set beresp.http.ETag = regsub(beresp.http.ETag, {"^(?:W/)?"(.*?)(?:-gzip)?"$"}, {"W/"\1""});
    }
}

sub vcl_deliver {
    unset resp.http.Cache-Tag;
    unset resp.http.xkey;
}

sub vcl_synth {
    if (req.method == "PURGE") {
        set resp.http.Content-Type = "text/plain";
        synthetic(resp.reason + {"
"});
        return (deliver);
    }
}
