/* NVML as nvml.h declares it, with two GPUs of which the second is parted, for machines that have none. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef int nvmlReturn_t;
typedef struct { int index; int part; } *nvmlDevice_t;
typedef struct { unsigned long long total, free, used; } nvmlMemory_t;
typedef struct { unsigned int gpu, memory; } nvmlUtilization_t;
typedef struct {
    unsigned int pid;
    unsigned long long usedGpuMemory;
    unsigned int gpuInstanceId, computeInstanceId;
} nvmlProcessInfo_t;
typedef struct {
    nvmlDevice_t device;
    unsigned long long eventType, eventData;
    unsigned int gpuInstanceId, computeInstanceId;
} nvmlEventData_t;

static struct { int index; int part; } devices[] = {{0, -1}, {1, -1}, {1, 0}, {1, 2}};
static const char *identifiers[] = {"GPU-aaaa0000", "GPU-bbbb1111", "MIG-cccc0000", "MIG-cccc0002"};
static int xids = 0;

static nvmlReturn_t text(char *buffer, unsigned int length, const char *value) {
    if (strlen(value) + 1 > length) return 7;
    strcpy(buffer, value);
    return 0;
}

static int at(nvmlDevice_t device) { return (int) ((char *) device - (char *) devices) / (int) sizeof devices[0]; }

#ifdef NO_DRIVER
nvmlReturn_t nvmlInit_v2(void) { return 9; }
#else
nvmlReturn_t nvmlInit_v2(void) { return 0; }
#endif
const char *nvmlErrorString(nvmlReturn_t code) { return code == 9 ? "Driver Not Loaded" : "Unknown Error"; }
nvmlReturn_t nvmlSystemGetDriverVersion(char *version, unsigned int length) { return text(version, length, "570.86.15"); }
nvmlReturn_t nvmlDeviceGetCount_v2(unsigned int *count) { *count = 3; return 0; }
nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned int index, nvmlDevice_t *device) {
    if (index > 1) return 15; /* has fallen off the bus */
    *device = (nvmlDevice_t) &devices[index];
    return 0;
}
nvmlReturn_t nvmlDeviceGetHandleByUUID(const char *uuid, nvmlDevice_t *device) {
    for (int i = 0; i < 4; i++)
        if (!strcmp(identifiers[i], uuid)) { *device = (nvmlDevice_t) &devices[i]; return 0; }
    return 6;
}
nvmlReturn_t nvmlDeviceGetName(nvmlDevice_t device, char *name, unsigned int length) {
    return text(name, length, device->part >= 0 ? "NVIDIA A100 MIG 1g.5gb" : device->index ? "NVIDIA A100" : "NVIDIA L4");
}
nvmlReturn_t nvmlDeviceGetUUID(nvmlDevice_t device, char *uuid, unsigned int length) {
    return text(uuid, length, identifiers[at(device)]);
}
nvmlReturn_t nvmlDeviceGetCudaComputeCapability(nvmlDevice_t device, int *major, int *minor) {
    *major = 8; *minor = device->index ? 0 : 9;
    return 0;
}
nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory) {
#ifdef LOST
    return 15;
#endif
#ifdef HANGS
    for (;;) pause();
#endif
    memory->total = device->part >= 0 ? 5000000000ULL : 24000000000ULL;
#ifdef IDLE
    memory->used = 100000000ULL;
#else
    memory->used = 6000000000ULL;
#endif
    memory->free = memory->total - memory->used;
    return 0;
}
nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *rates) {
    if (device->part >= 0) return 3;
#ifdef IDLE
    rates->gpu = rates->memory = 0;
#else
    rates->gpu = 87; rates->memory = 12;
#endif
    return 0;
}
nvmlReturn_t nvmlDeviceGetPowerUsage(nvmlDevice_t device, unsigned int *power) { *power = 412350; return 0; }
nvmlReturn_t nvmlDeviceGetTemperature(nvmlDevice_t device, int sensor, unsigned int *degrees) {
    *degrees = sensor == 0 ? 64 : 0;
    return 0;
}
nvmlReturn_t nvmlDeviceGetPcieThroughput(nvmlDevice_t device, int counter, unsigned int *value) {
    *value = counter == 0 ? 1500 : 4000000000U;
    return 0;
}
nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(nvmlDevice_t device, unsigned long long *energy) {
    *energy = 5000000000500ULL;
    return 0;
}
nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v3(nvmlDevice_t device, unsigned int *count, nvmlProcessInfo_t *infos) {
#ifdef IDLE
    *count = 0;
    return 0;
#endif
    if (*count < 2) { *count = 2; return 7; }
    *count = 2;
    infos[0] = (nvmlProcessInfo_t) {4711, 3000000000ULL, 0xFFFFFFFFU, 0xFFFFFFFFU};
    infos[1] = (nvmlProcessInfo_t) {4712, 0xFFFFFFFFFFFFFFFFULL, 0xFFFFFFFFU, 0xFFFFFFFFU};
    return 0;
}
nvmlReturn_t nvmlDeviceGetMigMode(nvmlDevice_t device, unsigned int *current, unsigned int *pending) {
    if (device->index == 0) return 3;
    *current = *pending = 1;
    return 0;
}
nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(nvmlDevice_t device, unsigned int *count) { *count = 7; return 0; }
nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(nvmlDevice_t device, unsigned int index, nvmlDevice_t *part) {
    if (index != 0 && index != 2) return 6;
    *part = (nvmlDevice_t) &devices[index == 0 ? 2 : 3];
    return 0;
}
nvmlReturn_t nvmlEventSetCreate(void **set) { *set = &xids; return 0; }
nvmlReturn_t nvmlDeviceRegisterEvents(nvmlDevice_t device, unsigned long long types, void *set) {
    return types == 8 && set == &xids ? 0 : 2;
}
nvmlReturn_t nvmlEventSetWait_v2(void *set, nvmlEventData_t *data, unsigned int milliseconds) {
#ifdef HANGS
    for (;;) pause();
#endif
    if (xids++) return 10;
    *data = (nvmlEventData_t) {(nvmlDevice_t) &devices[0], 8, 79, 0xFFFFFFFFU, 0xFFFFFFFFU};
    return 0;
}
nvmlReturn_t nvmlEventSetFree(void *set) { xids = 0; return 0; }
