// Numbers that JSON cannot write: NaN, the infinities, and what is beyond double. A stored event
// must read back as it was normalized, so they are gone before anything looks at them.
#include <cmath>

#include "domain/normalize/steps.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

void remove_non_finite(json::value& value, const Path& path, Meta& meta) {
  if (json::object* object = value.if_object()) {
    for (json::key_value_pair& member : *object) {
      remove_non_finite(member.value(), Path(path, member.key()), meta);
    }
  } else if (json::array* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      remove_non_finite((*array)[i], Path(path, i), meta);
    }
  } else if (const double* number = value.if_double(); number && !std::isfinite(*number)) {
    meta.invalid(path, "expected a finite number");
    value = nullptr;
  }
}

}  // namespace

StepResult remove_numbers_that_are_none(Work& work) {
  const Path root;
  for (json::key_value_pair& member : work.event) {
    remove_non_finite(member.value(), Path(root, member.key()), work.meta);
  }
  return {};
}

}  // namespace picket::domain::normalize
