// `picket doctor`.
#include "app/admin/doctor.h"

#include <algorithm>

#include "app/admin/arguments.h"
#include "app/admin/command.h"

namespace picket::app {

namespace json = boost::json;

/// {}: {health, checks: [{name, health, finding, remedy}]}; the first health is the worst of them.
CommandResult run_doctor(const json::object& arguments, AdminContext& context) {
  const Arguments in(arguments);
  if (auto done = in.finish(); !done) return unexpected(done.error());
  Health worst = Health::ok;
  json::array checks;
  for (const Check& check : diagnose(examine(context))) {
    worst = std::max(worst, check.health);
    checks.push_back({{"name", check.name},
                      {"health", to_string(check.health)},
                      {"finding", check.finding},
                      {"remedy", check.remedy}});
  }
  return json::object{{"health", to_string(worst)}, {"checks", checks}};
}

}  // namespace picket::app
