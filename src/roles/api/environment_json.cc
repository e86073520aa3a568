#include "roles/api/environment_json.h"

#include "roles/api/json_text.h"

namespace picket::api {

Answer<Visibility> read_visibility(const Parameters& parameters) {
  const std::string_view word = parameters.text_or("visibility", "visible");
  if (word == "visible") return Visibility{true, false};
  if (word == "hidden") return Visibility{false, true};
  if (word == "all") return Visibility{true, true};
  return unexpected(bad_request(
      "Invalid value for 'visibility', valid values are: ['all', 'hidden', 'visible']"));
}

boost::json::object environment_json(const ports::ProjectEnvironment& environment) {
  return {{"id", id_text(environment.id)},
          {"name", environment.name},
          {"isHidden", environment.hidden}};
}

}  // namespace picket::api
