package io.jenkins.trainmodel.trainer.data.augment;

import io.jenkins.trainmodel.spec.data.AugmentSpec;
import io.jenkins.trainmodel.spec.data.AugmentSpec.Flip;
import io.jenkins.trainmodel.trainer.data.random.SplitMix64;

/**
 * Where in an image each pixel of the varied one comes from: an affine map of the distances from the centre, so that cropping,
 * mirroring and turning interpolate once. In plain arithmetic and StrictMath, so that it is the same on every JVM.
 *
 * @param xx share of the distance to the right in the source's distance to the right
 * @param xy share of the distance downwards in the source's distance to the right
 * @param x the source's distance to the right at the centre
 * @param yx share of the distance to the right in the source's distance downwards
 * @param yy share of the distance downwards in the source's distance downwards
 * @param y the source's distance downwards at the centre
 */
record Placement(double xx, double xy, double x, double yx, double yy, double y) {
    private static final Placement SAME = new Placement(1, 0, 0, 0, 1, 0);
    private static final int ATTEMPTS = 10;
    private static final double LOG_WIDEST = StrictMath.log(4.0 / 3);

    /** Draws one for an image of this size: turned last, cropped first. */
    static Placement draw(AugmentSpec spec, int height, int width, SplitMix64 random) {
        Placement placement = spec.rotate()
                .map(degrees -> rotation(StrictMath.toRadians(uniform(random, -degrees, degrees))))
                .orElse(SAME);
        if (spec.flip().isPresent()) {
            placement = placement.then(flip(spec.flip().get(), random));
        }
        if (spec.crop().isEmpty()) {
            return placement;
        }
        AugmentSpec.Crop crop = spec.crop().get();
        return placement.then(crop.padding()
                .map(padding ->
                        shift(random.nextInt(2 * padding + 1) - padding, random.nextInt(2 * padding + 1) - padding))
                .orElseGet(() -> part(crop.area().orElseThrow(), height, width, random)));
    }

    private static Placement rotation(double angle) {
        double cosine = StrictMath.cos(angle);
        double sine = StrictMath.sin(angle);
        return new Placement(cosine, sine, 0, -sine, cosine, 0);
    }

    private static Placement flip(Flip flip, SplitMix64 random) {
        boolean horizontal = flip != Flip.VERTICAL && random.nextInt(2) == 1;
        boolean vertical = flip != Flip.HORIZONTAL && random.nextInt(2) == 1;
        return new Placement(horizontal ? -1 : 1, 0, 0, 0, vertical ? -1 : 1, 0);
    }

    private static Placement shift(int right, int down) {
        return new Placement(1, 0, right, 0, 1, down);
    }

    /**
     * A part of a share from {@code least} to 1 and an aspect whose logarithm is evenly spread (Szegedy et al. 2015, section 6,
     * as torchvision's RandomResizedCrop draws it); the whole image where none was found that fits.
     */
    private static Placement part(double least, int height, int width, SplitMix64 random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double area = uniform(random, least, 1) * height * width;
            double aspect = StrictMath.exp(uniform(random, -LOG_WIDEST, LOG_WIDEST));
            int wide = (int) Math.round(Math.sqrt(area * aspect));
            int high = (int) Math.round(Math.sqrt(area / aspect));
            if (wide >= 1 && wide <= width && high >= 1 && high <= height) {
                double right = random.nextInt(width - wide + 1) + wide / 2.0 - width / 2.0;
                double down = random.nextInt(height - high + 1) + high / 2.0 - height / 2.0;
                return new Placement((double) wide / width, 0, right, 0, (double) high / height, down);
            }
        }
        return SAME;
    }

    private static double uniform(SplitMix64 random, double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    /** This map, and the next one of what it gives. */
    private Placement then(Placement next) {
        return new Placement(
                next.xx * xx + next.xy * yx,
                next.xx * xy + next.xy * yy,
                next.xx * x + next.xy * y + next.x,
                next.yx * xx + next.yy * yx,
                next.yx * xy + next.yy * yy,
                next.yx * x + next.yy * y + next.y);
    }

    /** The image placed anew; what lies outside is black. */
    float[] apply(float[] pixels, int channels, int height, int width) {
        float[] placed = new float[pixels.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double right = column + 0.5 - width / 2.0;
                double down = row + 0.5 - height / 2.0;
                double sourceX = xx * right + xy * down + x + width / 2.0 - 0.5;
                double sourceY = yx * right + yy * down + y + height / 2.0 - 0.5;
                if (sourceX >= -0.5 && sourceX <= width - 0.5 && sourceY >= -0.5 && sourceY <= height - 0.5) {
                    Spot spot = Spot.of(sourceX, sourceY, height, width);
                    for (int channel = 0; channel < channels; channel++) {
                        int plane = channel * height * width;
                        placed[plane + row * width + column] = spot.value(pixels, plane);
                    }
                }
            }
        }
        return placed;
    }

    /** A place between four pixels, and what each counts there (bilinear interpolation); beyond the edge, the edge counts. */
    private record Spot(int upperLeft, int upperRight, int lowerLeft, int lowerRight, float right, float down) {
        static Spot of(double x, double y, int height, int width) {
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            int fromLeft = Math.max(left, 0);
            int toRight = Math.min(left + 1, width - 1);
            int upper = Math.max(top, 0) * width;
            int lower = Math.min(top + 1, height - 1) * width;
            return new Spot(
                    upper + fromLeft, upper + toRight, lower + fromLeft, lower + toRight, (float) (x - left), (float)
                            (y - top));
        }

        float value(float[] pixels, int plane) {
            float upper = between(pixels[plane + upperLeft], pixels[plane + upperRight], right);
            float lower = between(pixels[plane + lowerLeft], pixels[plane + lowerRight], right);
            return between(upper, lower, down);
        }

        private static float between(float first, float second, float share) {
            return first + (second - first) * share;
        }
    }
}
