/**
 * The exponential moving average of the values, corrected for its start from zero as Adam corrects its moments
 * (Kingma and Ba 2014, section 3); gaps stay gaps.
 */
function smooth(values, weight) {
  if (weight <= 0) {
    return values;
  }
  let average = 0;
  let left = 1;
  return values.map(value => {
    if (value === null) {
      return null;
    }
    average = average * weight + value * (1 - weight);
    left *= weight;
    return average / (1 - left);
  });
}
