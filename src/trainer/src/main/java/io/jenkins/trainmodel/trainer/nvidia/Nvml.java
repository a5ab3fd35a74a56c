package io.jenkins.trainmodel.trainer.nvidia;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * NVIDIA's management library, which comes with every driver. Functions answer with a number, 0 for success; older drivers
 * lack some of them, which counts as one that does not answer.
 */
final class Nvml {
    static final int SUCCESS = 0;
    static final int NOT_SUPPORTED = 3;
    static final int INSUFFICIENT_SIZE = 7;
    static final int DRIVER_NOT_LOADED = 9;
    static final int GPU_IS_LOST = 15;

    private static final int LONGEST_TEXT = 96;

    private final NativeLibrary library;

    private Nvml(NativeLibrary library) {
        this.library = library;
    }

    /**
     * The library of this name, initialized; for the life of the process, since others in it may use it as well.
     *
     * @throws UnsatisfiedLinkError where there is none
     * @throws NvmlException where it cannot reach the driver
     */
    static Nvml open(String name) throws NvmlException {
        Nvml nvml = new Nvml(NativeLibrary.getInstance(name));
        nvml.require("nvmlInit_v2");
        return nvml;
    }

    /** The library did not do what it was asked for. */
    static final class NvmlException extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        NvmlException(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The answer of a function. */
    int call(String function, Object... arguments) {
        try {
            return library.getFunction(function).invokeInt(arguments);
        } catch (UnsatisfiedLinkError olderDriver) {
            return NOT_SUPPORTED;
        }
    }

    /** Calls a function that must succeed. */
    void require(String function, Object... arguments) throws NvmlException {
        int code = call(function, arguments);
        if (code != SUCCESS) {
            throw new NvmlException(code, "%s (NVML %d)".formatted(words(code), code));
        }
    }

    private String words(int code) {
        try {
            return library.getFunction("nvmlErrorString")
                    .invokePointer(new Object[] {code})
                    .getString(0);
        } catch (UnsatisfiedLinkError | RuntimeException untold) {
            return "error";
        }
    }

    /** What a function finds, or makes, by its arguments. */
    Pointer found(String function, Object... arguments) throws NvmlException {
        PointerByReference found = new PointerByReference();
        require(function, with(arguments, found));
        return found.getValue();
    }

    /** A function's text; empty where it has none. The arguments come before buffer and length. */
    String text(String function, Object... arguments) {
        Memory buffer = new Memory(LONGEST_TEXT);
        buffer.clear();
        Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = buffer;
        all[arguments.length + 1] = LONGEST_TEXT;
        return call(function, all) == SUCCESS ? buffer.getString(0) : "";
    }

    /** A function's unsigned number of 32 bits behind the arguments. */
    OptionalInt number(String function, Object... arguments) {
        IntByReference found = new IntByReference();
        return call(function, with(arguments, found)) == SUCCESS
                ? OptionalInt.of(found.getValue())
                : OptionalInt.empty();
    }

    /** The same of 64 bits. */
    OptionalLong longNumber(String function, Object... arguments) {
        LongByReference found = new LongByReference();
        return call(function, with(arguments, found)) == SUCCESS
                ? OptionalLong.of(found.getValue())
                : OptionalLong.empty();
    }

    private static Object[] with(Object[] arguments, Object last) {
        Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }
}
