// Environments: names that a project's events had. Source: shared spec "api", section 4.9.
#pragma once

#include <boost/json.hpp>

#include "ports/projects.h"
#include "roles/api/parameters.h"

namespace picket::api {

/// Which of them a list shows.
struct Visibility {
  bool visible = true;
  bool hidden = false;

  bool includes(bool is_hidden) const noexcept { return is_hidden ? hidden : visible; }
};

/// `visibility`: "visible", which is the default, "hidden" or "all"; everything else is a 400.
Answer<Visibility> read_visibility(const Parameters& parameters);

boost::json::object environment_json(const ports::ProjectEnvironment& environment);

}  // namespace picket::api
