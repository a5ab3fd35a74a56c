package io.jenkins.trainmodel.trainer.collective.nccl;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import io.jenkins.trainmodel.trainer.collective.DeviceFloats;
import java.util.Optional;

/** The functions of NCCL that are used here, as its header {@code nccl.h} declares them; each answers with a number, 0 for success. */
final class Nccl {
    private static final int SUCCESS = 0;
    /** {@code ncclInProgress}, of a communicator that does not block. */
    private static final int IN_PROGRESS = 7;

    /** {@code ncclFloat32} among the types. */
    private static final int FLOAT32 = 7;

    /** {@code ncclSum} among the operations. */
    private static final int SUM = 0;

    private final NativeLibrary library;

    private Nccl(NativeLibrary library) {
        this.library = library;
    }

    /**
     * The library, for the life of the process.
     *
     * @param name a path, or a name on the library path
     * @throws UnsatisfiedLinkError where there is none, or what it needs is missing
     */
    static Nccl open(String name) {
        return new Nccl(NativeLibrary.getInstance(name));
    }

    /** {@code ncclUniqueId}, by which those find each other that belong together. It is passed by value. */
    @Structure.FieldOrder("internal")
    public static final class UniqueId extends Structure implements Structure.ByValue {
        /** {@code NCCL_UNIQUE_ID_BYTES}. */
        static final int BYTES = 128;

        // JNA reads it.
        public byte[] internal = new byte[BYTES];
    }

    /** Such as 2.26.2. */
    String version() throws NcclException {
        IntByReference found = new IntByReference();
        require("ncclGetVersion", found);
        int version = found.getValue();
        // NCCL_VERSION: two digits a part since 2.9, one before.
        return version >= 10_000
                ? "%d.%d.%d".formatted(version / 10_000, version % 10_000 / 100, version % 100)
                : "%d.%d.%d".formatted(version / 1000, version % 1000 / 100, version % 100);
    }

    byte[] uniqueId() throws NcclException {
        Memory id = new Memory(UniqueId.BYTES);
        require("ncclGetUniqueId", id);
        return id.getByteArray(0, UniqueId.BYTES);
    }

    /** Joins the others on the GPU that CUDA computes on by default; returns when all have come. */
    Pointer communicator(int size, byte[] id, int rank) throws NcclException {
        UniqueId value = new UniqueId();
        value.internal = id.clone();
        PointerByReference found = new PointerByReference();
        require("ncclCommInitRank", found, size, value, rank);
        return found.getValue();
    }

    /** Begins a sum over all, in place; it is done when what was put into the stream is. */
    void sum(Pointer communicator, DeviceFloats values) throws NcclException {
        Pointer address = new Pointer(values.address());
        Pointer stream = values.stream() == 0 ? Pointer.NULL : new Pointer(values.stream());
        require("ncclAllReduce", address, address, values.count(), FLOAT32, SUM, communicator, stream);
    }

    /** What has failed since, while the GPU computed; empty as long as nothing has. */
    Optional<String> failure(Pointer communicator) {
        IntByReference found = new IntByReference();
        int code = call("ncclCommGetAsyncError", communicator, found);
        int told = code == SUCCESS ? found.getValue() : code;
        return told == SUCCESS || told == IN_PROGRESS ? Optional.empty() : Optional.of(words(told));
    }

    /** Ends what is under way, also where others do not come, and frees the communicator. */
    void abort(Pointer communicator) {
        call("ncclCommAbort", communicator);
    }

    private void require(String function, Object... arguments) throws NcclException {
        int code = call(function, arguments);
        if (code != SUCCESS) {
            throw new NcclException(words(code));
        }
    }

    private int call(String function, Object... arguments) {
        return library.getFunction(function).invokeInt(arguments);
    }

    private String words(int code) {
        String words = library.getFunction("ncclGetErrorString")
                .invokePointer(new Object[] {code})
                .getString(0);
        return "%s (NCCL %d)".formatted(words, code);
    }
}
