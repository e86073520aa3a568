// The projects as an operator sees them: all of every organization.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/project/config.h"
#include "ports/meta_db.h"

namespace picket::app {

class ProjectList {
 public:
  static Result<ProjectList> read(ports::MetaTx& tx);

  /// All ids, or that of the slug (or "org/slug"); not_found when nobody has it, conflict when
  /// several organizations do.
  Result<std::vector<ProjectId>> select(const std::optional<std::string>& slug) const;
  /// "#7" for a project that is gone.
  std::string slug_of(ProjectId project) const;
  std::string short_id(ProjectId project, std::int64_t number) const;

 private:
  std::vector<domain::ProjectConfig> projects_;
};

/// A sentence for what the caller named and nobody has.
Error no_such(std::string_view kind, std::string_view name);

}  // namespace picket::app
