/** Data in folders of images: listed, decoded, resized. */
package io.jenkins.trainmodel.trainer.data.image;
