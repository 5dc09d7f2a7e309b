package winstone;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;

/**
 * In place of Winstone's own: a thread for each connection, and nothing is used again. Winstone's threads go back to their pool before they
 * wait for the next connection, and one that comes in between wakes nobody: its client gets no answer, ever.
 */
public class ObjectPool {
    private int started;

    public ObjectPool(Map<?, ?> args) {
    }

    public synchronized void handleRequest(Socket socket, Listener listener) {
        new RequestHandlerThread(this, started++, false, false).commenceRequestHandling(socket, listener);
    }

    /** A handler calls this at its connection's end, in its own thread, and then waits for another: an interrupt ends that wait. */
    public void releaseRequestHandler(RequestHandlerThread handler) {
        Thread.currentThread().interrupt();
    }

    public WinstoneRequest getRequestFromPool() throws IOException {
        return new WinstoneRequest();
    }

    public void releaseRequestToPool(WinstoneRequest request) {
        request.cleanUp();
    }

    public WinstoneResponse getResponseFromPool() {
        return new WinstoneResponse();
    }

    public void releaseResponseToPool(WinstoneResponse response) {
        response.cleanUp();
    }

    public void destroy() {
    }
}
