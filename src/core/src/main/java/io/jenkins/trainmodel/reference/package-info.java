/** Other runs that a run is compared with, read from where they lie. */
package io.jenkins.trainmodel.reference;
