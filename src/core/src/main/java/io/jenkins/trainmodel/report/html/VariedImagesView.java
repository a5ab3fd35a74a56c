package io.jenkins.trainmodel.report.html;

import io.jenkins.trainmodel.event.Picture;
import io.jenkins.trainmodel.event.TrainingEvent.ImagesVaried;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Training images and what augmentation makes of them, enlarged by a whole number where they are tiny.
 *
 * @param source the picture's address; it needs no escaping
 * @param width on the page, in pixels, where there is room
 * @param height likewise
 */
record VariedImagesView(String source, int width, int height, int images, int variants) {
    /** Up to this width a picture is enlarged: it fits on a phone. */
    private static final int ENLARGED = 290;

    static Optional<VariedImagesView> of(ReportData run, Function<Picture, String> source) {
        List<ImagesVaried> varied = run.notable(ImagesVaried.class);
        return varied.stream().reduce((earlier, newest) -> newest).map(newest -> of(newest, source));
    }

    private static VariedImagesView of(ImagesVaried varied, Function<Picture, String> source) {
        Picture picture = varied.picture();
        int times = Math.max(1, ENLARGED / picture.width());
        return new VariedImagesView(
                source.apply(picture),
                times * picture.width(),
                times * picture.height(),
                varied.images(),
                varied.variants());
    }

    /** The picture within the page itself. */
    static String inline(Picture picture) {
        return "data:image/png;base64," + Picture.ofPng(picture.png()).base64();
    }
}
