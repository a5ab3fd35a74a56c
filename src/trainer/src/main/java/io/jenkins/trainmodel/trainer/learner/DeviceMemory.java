package io.jenkins.trainmodel.trainer.learner;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.jenkins.trainmodel.trainer.collective.DeviceFloats;
import io.jenkins.trainmodel.trainer.library.platform.MachinePlatform;
import java.nio.file.Path;

/** Where the engine holds its arrays, by libtorch's C functions for compiled models ({@code aoti_torch/c/shim.h}); DJL does not tell it. */
final class DeviceMemory {
    private DeviceMemory() {}

    /** The place of an array of float32 without gaps; it stays as long as the array. */
    static DeviceFloats of(PtNDArray values) {
        PointerByReference address = new PointerByReference();
        // DJL's handle is the address of a torch::Tensor, as is an AtenTensorHandle.
        call("torch_cpu", "aoti_torch_get_data_ptr", new Pointer(values.getHandle()), address);
        return new DeviceFloats(Pointer.nativeValue(address.getValue()), values.size(), streamOf(values.getDevice()));
    }

    /** The stream in which this thread computes on a GPU; 0 on the CPU. */
    private static long streamOf(Device device) {
        if (!device.isGpu()) {
            return 0;
        }
        PointerByReference stream = new PointerByReference();
        call("torch_cuda", "aoti_torch_get_current_cuda_stream", device.getDeviceId(), stream);
        return Pointer.nativeValue(stream.getValue());
    }

    private static void call(String library, String function, Object... arguments) {
        Path file = Path.of(LibUtils.getLibtorchPath())
                .resolve(MachinePlatform.current().libraryFile(library));
        int code =
                NativeLibrary.getInstance(file.toString()).getFunction(function).invokeInt(arguments);
        if (code != 0) {
            throw new IllegalStateException(function + " of libtorch has failed");
        }
    }
}
