package io.jenkins.trainmodel.trainer.collective;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether the other processes are there. Rank 0 looks at all of them, and each of them at rank 0: where one of them is lost, rank 0
 * alone says which. By the processes that look only, so that it does not matter whose clock says what. Safe to be looked at by several
 * threads.
 */
final class Members {
    private static final long LOOK_NANOSECONDS = 20_000_000;

    private final SharedMemory memory;
    private final int rank;
    private final Duration timeout;
    private final Member[] others;
    private long looked = System.nanoTime();

    Members(SharedMemory memory, int rank, int size, Duration timeout) {
        this.memory = memory;
        this.rank = rank;
        this.timeout = timeout;
        others = new Member[rank == 0 ? size : 1];
        for (int other = 0; other < others.length; other++) {
            others[other] = new Member(other);
        }
    }

    synchronized void expect(int other, ProcessHandle process) {
        others[other].process = Optional.of(process);
    }

    void requireNowAndThen() {
        if (System.nanoTime() - looked > LOOK_NANOSECONDS) {
            looked = System.nanoTime();
            require();
        }
    }

    synchronized void require() {
        for (Member other : others) {
            if (other.number != rank) {
                other.require();
            }
        }
    }

    /**
     * Bounds a wait. Rank 0 waits for half as long as the others, so that it is the first to say whom all wait for.
     *
     * @param begin when it began
     */
    void requireWithin(int other, long begin) {
        long bound = timeout.toNanos() * (rank == 0 ? 1 : 2);
        if (System.nanoTime() - begin > bound) {
            throw LostMemberException.silent(other, memory.process(other), Duration.ofNanos(bound));
        }
    }

    /** Another process, as far as this one knows it. */
    private final class Member {
        private final int number;
        private Optional<ProcessHandle> process = Optional.empty();
        private long beat;
        private long changed = System.nanoTime();
        private long seen = changed;

        Member(int number) {
            this.number = number;
        }

        void require() {
            // The end first: one that has ended is silent as well.
            long told = memory.process(number);
            if (process.isEmpty() && told != 0) {
                process = ProcessHandle.of(told);
                if (process.isEmpty()) {
                    throw LostMemberException.ended(number, told);
                }
            }
            if (process.filter(handle -> !handle.isAlive()).isPresent()) {
                throw LostMemberException.ended(number, process.get().pid());
            }
            requireBeat();
        }

        private void requireBeat() {
            long now = System.nanoTime();
            long newest = memory.beat(number);
            // Until its first beat a process begins, which takes as long as it takes; and where this one was away, as
            // the whole
            // machine may have been, nothing is known.
            boolean away = now - seen > timeout.toNanos() / 2;
            seen = now;
            if (newest == 0 || newest != beat || away) {
                beat = newest;
                changed = now;
            } else if (now - changed > timeout.toNanos()) {
                throw LostMemberException.silent(number, memory.process(number), timeout);
            }
        }
    }
}
