package io.jenkins.trainmodel.trainer.checkpoint;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work on a thread of its own, which is completed, whatever ends the process in order. */
final class WorkBeside<T> implements AutoCloseable {
    private final CompletableFuture<T> result;

    private WorkBeside(CompletableFuture<T> result) {
        this.result = result;
    }

    static <T> WorkBeside<T> begin(String thread, Callable<T> work) {
        return new WorkBeside<>(
                CompletableFuture.supplyAsync(() -> call(work), task -> new Thread(task, thread).start()));
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    boolean isDone() {
        return result.isDone();
    }

    /**
     * Its result, when it is there; an interruption does not cut that short. What it fails with, this fails with as if the work were
     * done here, so that whoever catches it finds what it would have found then, such as a lack of memory.
     */
    T await() throws IOException {
        try {
            return result.join();
        } catch (CompletionException failure) {
            throw asIfDoneHere(failure.getCause());
        }
    }

    private static IOException asIfDoneHere(Throwable cause) {
        if (cause instanceof RuntimeException problem) {
            throw problem;
        }
        if (cause instanceof Error problem) {
            throw problem;
        }
        return cause instanceof IOException problem ? problem : new IOException(cause);
    }

    /** Waits until it is over, and leaves its failure to {@link #await}. */
    @Override
    public void close() {
        result.handle((done, failure) -> done).join();
    }
}
