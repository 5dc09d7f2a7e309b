// A company's proxy: it forwards plain HTTP, and looks into TLS, for which it makes certificates of a CA of its own.
//
//	proxy FOLDER UPSTREAM_CA ADDRESS...
//
// FOLDER gets ca.pem, which whoever goes through it has to trust. UPSTREAM_CA is a CA that it trusts itself, beside the
// system's. It listens on port 3128 of each address, and writes a line for each request: method, host, path, status.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// authority makes a certificate for each host that is asked for, once.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	mu   sync.Mutex
	made map[string]*tls.Certificate
}

func main() {
	log.SetFlags(log.LstdFlags)
	folder, upstreamCA, addresses := os.Args[1], os.Args[2], os.Args[3:]
	ca, err := load(folder)
	if err != nil {
		log.Fatal(err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		log.Fatal(err)
	}
	if text, err := os.ReadFile(upstreamCA); err == nil {
		pool.AppendCertsFromPEM(text)
	}
	p := &proxy{ca: ca, transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	failed := make(chan error)
	for _, address := range addresses {
		go func() { failed <- http.ListenAndServe(net.JoinHostPort(address, "3128"), p) }()
	}
	log.Fatal(<-failed)
}

type proxy struct {
	ca        *authority
	transport *http.Transport
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.connect(w, r)
		return
	}
	if r.URL.Host == "" {
		http.Error(w, "this is a proxy", http.StatusBadRequest)
		return
	}
	p.forward(w, r)
}

// forward hands a request on, and its answer back.
func (p *proxy) forward(w http.ResponseWriter, r *http.Request) {
	r.RequestURI = ""
	r.Header.Del("Proxy-Connection")
	answer, err := p.transport.RoundTrip(r)
	if err != nil {
		log.Printf("%s %s %s %v", r.Method, r.URL.Host, r.URL.Path, err)
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	log.Printf("%s %s %s %d", r.Method, r.URL.Host, r.URL.Path, answer.StatusCode)
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.StatusCode)
	io.Copy(w, answer.Body)
}

// connect answers as the host that was asked for, and forwards what is in the tunnel.
func (p *proxy) connect(w http.ResponseWriter, r *http.Request) {
	host := r.Host
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n")
	name, _, _ := net.SplitHostPort(host)
	inside := tls.Server(conn, &tls.Config{
		NextProtos:     []string{"http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return p.ca.certificate(name) },
	})
	defer inside.Close()
	if err := inside.Handshake(); err != nil {
		log.Printf("CONNECT %s refused: %v", host, err) // it does not trust the CA
		return
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Scheme, r.URL.Host = "https", host
		p.forward(w, r)
	})}
	done := &one{conn: inside, closed: make(chan struct{})}
	server.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed || state == http.StateHijacked {
			close(done.closed)
		}
	}
	server.Serve(done)
}

// one is a listener of a single connection.
type one struct {
	conn   net.Conn
	taken  bool
	closed chan struct{}
}

func (l *one) Accept() (net.Conn, error) {
	if l.taken {
		<-l.closed
		return nil, errors.New("done")
	}
	l.taken = true
	return l.conn, nil
}
func (l *one) Close() error   { return nil }
func (l *one) Addr() net.Addr { return l.conn.LocalAddr() }

func load(folder string) (*authority, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(time.Now().UnixNano()),
		Subject:               pkix.Name{CommonName: "the testbed's proxy"},
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().AddDate(1, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return &authority{cert: cert, key: key, made: map[string]*tls.Certificate{}}, os.WriteFile(filepath.Join(folder, "ca.pem"), text, 0o644)
}

func (a *authority) certificate(host string) (*tls.Certificate, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if made, ok := a.made[host]; ok {
		return made, nil
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()),
		Subject:      pkix.Name{CommonName: host},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().AddDate(0, 1, 0),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &a.key.PublicKey, a.key)
	if err != nil {
		return nil, err
	}
	made := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: a.key}
	a.made[host] = made
	return made, nil
}
