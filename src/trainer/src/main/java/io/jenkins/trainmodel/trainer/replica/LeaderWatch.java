package io.jenkins.trainmodel.trainer.replica;

import java.util.Optional;

/** Ends this process when the one that leads ends, whatever this one does at that time, be it in native code. */
final class LeaderWatch {
    private static final long LOOK_MILLISECONDS = 200;
    private static final int EXIT_CODE = 1;

    private LeaderWatch() {}

    /** @param folder that nobody needs any more then */
    static void endWith(long leader, ReplicaFolder folder) {
        Optional<ProcessHandle> process = ProcessHandle.of(leader);
        Thread thread = new Thread(() -> watch(process, folder), "leader-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void watch(Optional<ProcessHandle> leader, ReplicaFolder folder) {
        try {
            while (leader.filter(ProcessHandle::isAlive).isPresent()) {
                Thread.sleep(LOOK_MILLISECONDS);
            }
            folder.remove();
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
