package io.jenkins.trainmodel.trainer.data.rows;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the system whether rows of a file are read one after the other or in any order. A system takes it for the former, and reads some
 * megabytes for every row where the file is larger than memory and rows are shuffled.
 */
final class ReadingOrder {
    /** Rows. Several threads that fill a batch in order are nearer to each other. */
    private static final int FAR = 10_000;

    /** A few rows are no order yet. */
    private static final int ROWS_TO_CHANGE = 1_000;

    private static final int POSIX_MADV_NORMAL = 0;
    private static final int POSIX_MADV_RANDOM = 1;

    private final AtomicInteger last = new AtomicInteger();
    /** Rows far from the one before less those near to it, within the bounds at which the order changes. */
    private final AtomicInteger balance = new AtomicInteger();

    private final AtomicBoolean scattered = new AtomicBoolean();

    /** @return whether the order is another one by this row */
    boolean changesWith(int row) {
        int step = Math.abs(row - last.getAndSet(row)) > FAR ? 1 : -1;
        int far = balance.accumulateAndGet(
                step, (old, change) -> Math.max(-ROWS_TO_CHANGE, Math.min(ROWS_TO_CHANGE, old + change)));
        return Math.abs(far) == ROWS_TO_CHANGE && scattered.compareAndSet(far < 0, far > 0);
    }

    /** Where the system takes no advice, everything is as it was but slower. */
    void advise(List<ByteBuffer> mapped) {
        int advice = scattered.get() ? POSIX_MADV_RANDOM : POSIX_MADV_NORMAL;
        try {
            NativeLibrary system = NativeLibrary.getProcess();
            Function madvise = system.getFunction("posix_madvise");
            int page = system.getFunction("getpagesize").invokeInt(new Object[0]);
            for (ByteBuffer block : mapped) {
                long begin = Pointer.nativeValue(Native.getDirectBufferPointer(block));
                long aligned = begin / page * page;
                NativeLong bytes = new NativeLong(begin - aligned + block.capacity());
                madvise.invokeInt(new Object[] {new Pointer(aligned), bytes, advice});
            }
        } catch (LinkageError unknown) {
            // as on Windows
        }
    }
}
