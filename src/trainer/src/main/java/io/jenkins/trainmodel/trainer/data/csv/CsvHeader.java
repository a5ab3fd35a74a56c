package io.jenkins.trainmodel.trainer.data.csv;

import io.jenkins.trainmodel.spec.problem.Suggestion;
import io.jenkins.trainmodel.trainer.data.file.TableFile;
import io.jenkins.trainmodel.trainer.data.file.TableFile.Row;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Listing;
import io.jenkins.trainmodel.trainer.data.problem.Problems;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The first row of a table, which names the columns.
 *
 * @param names of all columns, in the file's order
 */
public record CsvHeader(TableFile file, List<String> names) {
    private static final int LONGEST_NAME = 1000;

    /** Takes the first row of a file. */
    public static CsvHeader read(TableFile file) {
        List<String> names = file.next()
                .map(CsvHeader::cells)
                .orElseThrow(() -> new DataException(file.path()
                        + ": the file is empty; the first line must name the columns, every further line is a sample"));
        return new CsvHeader(file, List.copyOf(names));
    }

    private static List<String> cells(Row row) {
        return IntStream.range(0, row.size()).mapToObj(row::get).toList();
    }

    /** Finds fault with names that are missing, too long, or there twice. */
    public void requireDistinct(Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            if (name.isEmpty()) {
                problems.add(file.place() + ": column " + (column + 1) + " has no name; give it one");
            } else if (name.length() > LONGEST_NAME) {
                problems.add(file.place() + ": column " + (column + 1) + " has a name of " + name.length()
                        + " characters, more than " + LONGEST_NAME + "; shorten it");
            } else if (!seen.add(name)) {
                problems.add(file.place() + ": two columns are called " + Quoted.of(name) + "; rename one");
            }
        }
    }

    /** Finds fault with the lack of a column. */
    public void require(String role, String name, Problems problems) {
        if (!names.contains(name)) {
            problems.add(file.place() + ": no column " + Quoted.of(name) + " (" + role + "); the header has "
                    + Listing.of(names) + hint(name));
        }
    }

    /** Finds fault with a row that has more or fewer cells. */
    public boolean isComplete(Row row, Consumer<String> problems) {
        if (row.size() == names.size()) {
            return true;
        }
        problems.accept(file.place() + ": " + row.size() + " cells where the header has " + names.size()
                + " columns; complete the row or quote the cell that has a comma in it");
        return false;
    }

    /** Names of a sane length: the header is not ours, and comparing takes time with the square of it. */
    private List<String> readable() {
        return names.stream().filter(name -> name.length() <= 100).toList();
    }

    private String hint(String name) {
        if (names.size() == 1 && (names.get(0).contains(";") || names.get(0).contains("\t"))) {
            return "; cells must be separated by commas";
        }
        if (names.stream().allMatch(CsvCell::isNumber)) {
            return "; these are numbers: the first line must name the columns";
        }
        return Suggestion.nearest(name, readable())
                .map(closest -> "; did you mean " + Quoted.of(closest) + "?")
                .orElse("");
    }
}
