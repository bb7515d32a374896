package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// ministackVersion is the one whose differences from AWS are known here, see https://pypi.org/project/ministack.
const ministackVersion = "1.5.33"

// startMiniStack installs MiniStack, where that was not done before, and starts it on a free port.
func startMiniStack(ctx context.Context, v *verdict) (*emulator, error) {
	venv, err := installMiniStack(ctx, v)
	if err != nil {
		return nil, fmt.Errorf("install MiniStack: %w", err)
	}
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	e, err := newEmulator("http://127.0.0.1:" + port)
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "pugs-ministack-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for MiniStack: %w", err)
	}
	env := append(e.environment(), "GATEWAY_PORT="+port, "BIND_HOST=127.0.0.1", "MINISTACK_REGION="+region, "TMPDIR="+work, "PYTHONUNBUFFERED=1")
	// Not under the context: it is stopped last.
	c, file, err := command(context.WithoutCancel(ctx), v, "ministack", env, filepath.Join(venv, "bin", "ministack"))
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start MiniStack: %w", err), os.RemoveAll(work))
	}
	ended := make(chan struct{})
	go func() {
		_ = c.Wait() // it is told to end, so how it ends says nothing
		close(ended)
	}()
	e.stop = func() {
		terminate(c.Process.Pid, ended)
		_, _ = file.Close(), os.RemoveAll(work) // of a run that is over
	}
	return e, nil
}

// installMiniStack makes a virtual environment with MiniStack in the user's cache. A mark is left at the end: what lacks it is made anew.
func installMiniStack(ctx context.Context, v *verdict) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	venv := filepath.Join(cache, "pugs", "ministack-"+ministackVersion)
	mark := filepath.Join(venv, "complete")
	if _, err := os.Stat(mark); err == nil {
		return venv, nil
	}
	if err := execute(ctx, v, "install", nil, "python3", "-m", "venv", "--clear", venv); err != nil {
		return "", err
	}
	pip := filepath.Join(venv, "bin", "pip")
	if err := execute(ctx, v, "install", nil, pip, "install", "--disable-pip-version-check", "ministack=="+ministackVersion); err != nil {
		return "", err
	}
	return venv, os.WriteFile(mark, nil, 0o600)
}

// freePort is one that nobody listens on now.
func freePort(ctx context.Context) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	return port, errors.Join(err, listener.Close())
}
