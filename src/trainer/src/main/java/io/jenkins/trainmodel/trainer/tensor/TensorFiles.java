package io.jenkins.trainmodel.trainer.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.run.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tensors in a directory: one file {@code NAME.safetensors}, or, above a size, several
 * {@code NAME-00001-of-00003.safetensors} with {@code NAME.safetensors.index.json}, as model hubs have them.
 *
 * @param name such as {@code parameters}
 */
public record TensorFiles(Path directory, String name) {
    private static final int LARGEST_INDEX = 100_000_000;
    private static final Map<String, String> METADATA = Map.of("format", "pt");
    private static final JsonMapper JSON = BoundedJson.builder(LARGEST_INDEX, 3)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // some programs write total_size as 32.0
            .enable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /** Writes the tensors as {@link #write(List, long, Checksum)} does, by SHA-256. */
    public Map<Path, String> write(List<? extends NamedTensor> tensors, long shardBytes) throws IOException {
        return write(tensors, shardBytes, Checksum.SHA_256);
    }

    /**
     * Writes the tensors; to force them to the disk is up to the caller. A tensor is never split: one that is larger than a shard has a file
     * to itself.
     *
     * @param shardBytes bytes of tensors that a file holds at most
     * @return the checksums of the files that hold tensors, as they were written
     */
    public Map<Path, String> write(List<? extends NamedTensor> tensors, long shardBytes, Checksum checksum)
            throws IOException {
        List<List<NamedTensor>> shards = shards(tensors, shardBytes);
        if (shards.size() == 1) {
            return Map.of(single(), SafetensorsWriter.write(single(), shards.get(0), METADATA, checksum));
        }
        Map<Path, String> hashes = new HashMap<>();
        Map<String, String> weightMap = new LinkedHashMap<>();
        long total = 0;
        for (int number = 1; number <= shards.size(); number++) {
            String file = String.format(Locale.ROOT, "%s-%05d-of-%05d.safetensors", name, number, shards.size());
            hashes.put(
                    directory.resolve(file),
                    SafetensorsWriter.write(directory.resolve(file), shards.get(number - 1), METADATA, checksum));
            for (NamedTensor tensor : shards.get(number - 1)) {
                weightMap.put(tensor.name(), file);
                total += tensor.byteSize();
            }
        }
        TensorIndex content = new TensorIndex(new TensorIndex.Metadata(total), weightMap);
        Files.write(index(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        return hashes;
    }

    private static List<List<NamedTensor>> shards(List<? extends NamedTensor> tensors, long shardBytes) {
        List<List<NamedTensor>> shards = new ArrayList<>(List.of(new ArrayList<>()));
        long filled = 0;
        for (NamedTensor tensor : tensors) {
            if (filled > 0 && filled + tensor.byteSize() > shardBytes) {
                shards.add(new ArrayList<>());
                filled = 0;
            }
            shards.get(shards.size() - 1).add(tensor);
            filled += tensor.byteSize();
        }
        return shards;
    }

    /**
     * The tensors; their data is read from the files when it is asked for.
     *
     * @throws TensorFormatException if a file is not what the format says, or the files do not belong together
     * @throws IOException if a file is missing or cannot be read
     */
    public List<NamedTensor> read() throws IOException {
        return Files.exists(index())
                ? readShards()
                : SafetensorsFile.open(single()).tensors();
    }

    /**
     * The files that {@link #read} reads, with the index where they are several; others that lie beside them do not belong to it.
     *
     * @throws TensorFormatException if the index is none
     */
    public List<Path> files() throws IOException {
        if (!Files.exists(index())) {
            return List.of(single());
        }
        List<Path> files = new ArrayList<>();
        for (String file : new TreeSet<>(readIndex().weightMap().values())) {
            files.add(shard(file));
        }
        files.add(index());
        return files;
    }

    private List<NamedTensor> readShards() throws IOException {
        TensorIndex content = readIndex();
        List<NamedTensor> tensors = new ArrayList<>();
        for (String file : new TreeSet<>(content.weightMap().values())) {
            for (NamedTensor tensor : SafetensorsFile.open(shard(file)).tensors()) {
                if (!file.equals(content.weightMap().get(tensor.name()))) {
                    throw TensorFormatException.ofIndex(
                            index(), file + " holds " + tensor.name() + ", which is not there by the index");
                }
                tensors.add(tensor);
            }
        }
        requireComplete(content, tensors);
        return List.copyOf(tensors);
    }

    private void requireComplete(TensorIndex content, List<NamedTensor> tensors) throws TensorFormatException {
        long total = tensors.stream().mapToLong(NamedTensor::byteSize).sum();
        if (tensors.size() != content.weightMap().size()
                || total != content.metadata().totalSize()) {
            throw TensorFormatException.ofIndex(
                    index(),
                    "it names " + content.weightMap().size() + " tensors of "
                            + content.metadata().totalSize() + " bytes, the files hold " + tensors.size() + " of "
                            + total);
        }
    }

    private TensorIndex readIndex() throws IOException {
        if (Files.exists(single()) || Files.size(index()) > LARGEST_INDEX) {
            throw TensorFormatException.ofIndex(index(), "it is too large, or stands beside " + single().getFileName());
        }
        try {
            TensorIndex content = JSON.readValue(Files.readAllBytes(index()), TensorIndex.class);
            if (content.metadata() == null) {
                throw TensorFormatException.ofIndex(index(), "metadata is missing");
            }
            return content;
        } catch (JsonProcessingException failure) {
            throw TensorFormatException.ofIndex(index(), JsonProblem.of(failure).toString());
        }
    }

    /** A file's name comes from the index, so it may lead nowhere else. */
    private Path shard(String file) throws TensorFormatException {
        String prefix = name + "-";
        if (!file.startsWith(prefix) || !file.substring(prefix.length()).matches("\\d{5}-of-\\d{5}\\.safetensors")) {
            throw TensorFormatException.ofIndex(index(), "\"" + file + "\" is no name of a shard");
        }
        return directory.resolve(file);
    }

    private Path single() {
        return directory.resolve(name + ".safetensors");
    }

    private Path index() {
        return directory.resolve(name + ".safetensors.index.json");
    }
}
