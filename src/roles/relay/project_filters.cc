#include "roles/relay/project_filters.h"

#include <memory>
#include <string>
#include <unordered_map>

#include "domain/filter/config.h"
#include "domain/filter/from_settings.h"

namespace picket::relay {

namespace filter = domain::filter;

void compile_filters(std::vector<domain::ProjectConfig>& projects,
                     const filter::GenericFilters& global, const domain::ProjectSnapshot* before) {
  std::unordered_map<std::string, std::shared_ptr<const filter::FilterConfig>> known;
  if (before != nullptr) {
    for (const domain::ProjectConfig& project : before->projects()) {
      if (project.filters) known.emplace(project.settings.to_json(), project.filters);
    }
  }
  for (domain::ProjectConfig& project : projects) {
    std::shared_ptr<const filter::FilterConfig>& shared = known[project.settings.to_json()];
    if (!shared) {
      shared = std::make_shared<const filter::FilterConfig>(filter::settings_of(project.settings),
                                                            global);
    }
    project.filters = shared;
  }
}

}  // namespace picket::relay
