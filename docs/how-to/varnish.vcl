# Varnish in front of Bản Tin: see caching.md. For Varnish 7.1 with varnish-modules (Debian 12). Set the address of your
# backend and the addresses that may purge.
# Start varnishd with -p http_resp_hdr_len=64k -p http_resp_size=128k -p workspace_backend=512k, because long lists have a
# long Cache-Tag header.
vcl 4.1;

import std;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
    # not shorter than the longest wait of /api/v1/changes
    .first_byte_timeout = 60s;
}

# The addresses that may purge. If another program on this machine terminates TLS, let it use the PROXY protocol to
# Varnish. Otherwise every client has the address 127.0.0.1.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.method == "PURGE") {
        # A comma means that another proxy forwarded the request, so client.ip is not the address of the client.
        if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
            return (synth(403, "Not allowed"));
        }
        if (!req.http.Cache-Tag) {
            return (synth(400, "Name the tags in Cache-Tag"));
        }
        std.collect(req.http.Cache-Tag, " ");
        return (synth(200, "Purged " + xkey.purge(req.http.Cache-Tag)));
    }

    # Not cached: writes, views, requests with an API key, paths outside of the API, and long polling for changes.
    if ((req.method != "GET" && req.method != "HEAD")
            || req.http.Authorization
            || req.url !~ "^/api/v1/"
            || req.url ~ "^/api/v1/changes($|[/?])") {
        return (pass);
    }

    # The API uses no cookies. With the cookies of a surrounding site, Varnish would cache nothing.
    unset req.http.Cookie;
    # Last-Modified has whole seconds and does not change with view counts. The server evaluates ETags only, too.
    unset req.http.If-Modified-Since;
    # The server has one ETag for the uncompressed and one for the compressed response. Both match the stored response.
    if (req.http.If-None-Match) {
        set req.http.If-None-Match = regsuball(req.http.If-None-Match, {"-gzip""}, {"""});
    }
    return (hash);
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    # If a background fetch fails, keep the stored response for as long as stale-while-revalidate allows.
    if (bereq.is_bgfetch && beresp.status >= 500) {
        return (abandon);
    }
    # Varnish takes the TTL from s-maxage and the grace from stale-while-revalidate. Without the header, nothing is cached.
    if (!beresp.http.Cache-Control) {
        set beresp.ttl = 0s;
    }
    if (beresp.http.Cache-Tag) {
        std.collect(beresp.http.Cache-Tag, " ");
        set beresp.http.xkey = beresp.http.Cache-Tag;
    }
    # One compressed copy is stored, and Varnish decompresses it for clients that do not accept gzip. The ETag must be weak,
    # because it stands for both.
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
