package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
)

// api is the deployed HTTP API as a handler. Its address names a host that only the emulator knows, so each request goes to the emulator
// and says there whom it is for.
func (d *deployed) api() (http.Handler, error) {
	public, err := url.Parse(d.public)
	if err != nil {
		return nil, err
	}
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, d.endpoint.Host)
	}
	return &httputil.ReverseProxy{
		Transport: &http.Transport{DialContext: dial},
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = d.endpoint.Scheme, public.Host, public.Host
		},
	}, nil
}
