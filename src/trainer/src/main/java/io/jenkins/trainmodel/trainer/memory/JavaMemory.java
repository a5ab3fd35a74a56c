package io.jenkins.trainmodel.trainer.memory;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.jenkins.trainmodel.words.Quantity;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What Java itself holds, in bytes.
 *
 * @param heap that is in use
 * @param most that the heap may grow to
 * @param buffers outside the heap, such as those of batches
 */
public record JavaMemory(long heap, long most, long buffers) {
    /** As it is now. */
    public static JavaMemory now() {
        Runtime runtime = Runtime.getRuntime();
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new JavaMemory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(), buffers);
    }

    /** Bytes that buffers outside the heap may take: {@code -XX:MaxDirectMemorySize}, or else as much as the heap. */
    public static long mostBuffers() {
        long given = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return given > 0 ? given : Runtime.getRuntime().maxMemory();
    }

    /** For people. */
    public String words() {
        return "Java's heap has %s of %s, buffers outside it have %s"
                .formatted(Quantity.bytes(heap), Quantity.bytes(most), Quantity.bytes(buffers));
    }
}
