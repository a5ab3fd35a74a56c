package io.jenkins.trainmodel.trainer.memory;

/** Memory that a training may have, in bytes. */
public sealed interface Room permits MachineMemory, GpuRoom {
    /** All that there is. */
    long total();

    /** What could still be had of it without taking it from others. */
    long available();

    /** For people, such as {@code of the device's 22.4 GiB, 3 GiB are free}. */
    String words();

    /** What becomes of a process that wants more, as the second half of a sentence. */
    String consequence();
}
