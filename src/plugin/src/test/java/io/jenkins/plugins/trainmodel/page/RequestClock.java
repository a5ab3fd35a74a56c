package io.jenkins.plugins.trainmodel.page;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures on the server what requests cost the thread that answers them, network and client left out. */
final class RequestClock implements Filter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Cost> costs = new ArrayList<>();
    /** The path that is measured; requests for what a page brings along are not. */
    private String path = "";

    /**
     * What one request has cost.
     *
     * @param wall from its beginning to its end
     * @param processor what its thread has computed; unlike the former, it does not grow with what else the machine does
     */
    record Cost(Duration wall, Duration processor) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String asked = ((HttpServletRequest) request).getRequestURI();
        long wall = System.nanoTime();
        long processor = THREADS.getCurrentThreadCpuTime();
        try {
            chain.doFilter(request, response);
        } finally {
            add(
                    asked,
                    new Cost(
                            Duration.ofNanos(System.nanoTime() - wall),
                            Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - processor)));
        }
    }

    private synchronized void add(String asked, Cost cost) {
        if (asked.equals(path)) {
            costs.add(cost);
        }
    }

    /** Measures requests for this path from now on. */
    synchronized void begin(String pathToMeasure) {
        path = pathToMeasure;
        costs.clear();
    }

    /**
     * The medians since the beginning.
     *
     * @throws IllegalStateException if there were not as many requests
     */
    synchronized Cost median(int requests) {
        if (costs.size() != requests) {
            throw new IllegalStateException(costs.size() + " requests were answered for " + path);
        }
        return new Cost(
                median(costs.stream().map(Cost::wall).toList()),
                median(costs.stream().map(Cost::processor).toList()));
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream()
                .sorted(Comparator.naturalOrder())
                .skip(durations.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
