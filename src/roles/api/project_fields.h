// What a request changes of a project. Source: shared spec "api", sections 4.5 and 4.6.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "domain/project/settings.h"
#include "ports/projects.h"
#include "roles/api/audit_record.h"
#include "roles/api/body.h"

namespace picket::api {

/// Field `platform`: a word such as "python-django"; null and "" clear it. Nullopt when absent or
/// refused.
std::optional<std::string> read_platform(Fields& fields);

/// Those of the table that `from` has, which are members of the body or of an object in it.
void read_settings(Fields& fields, const boost::json::object& from,
                   std::span<const domain::Setting> table, domain::SettingValues& settings);

/// What `options` of a body may hold: the options, and some fields by the names of options.
std::span<const domain::Setting> written_options() noexcept;

/// `before` with what the fields say; what is wrong with them is in `fields`.
ports::Project read_project_fields(Fields& fields, const boost::json::object& body,
                                   const ports::Project& before);

/// The same for a change that is only tried: also what a change of the project takes besides.
ports::Project read_project_draft(Fields& fields, const boost::json::object& body,
                                  const ports::Project& before);

Changes compare_projects(const ports::Project& before, const ports::Project& after);

/// Of the organization's projects, those too that the caller does not see.
Answer<std::vector<std::string>> read_project_slugs(const Call& call);
Problem project_slug_taken();

/// The project of the path.
Answer<ports::Project> read_project(const Call& call);
/// The same as its page shows it, with its tag.
Answer<net::Response> project_response(const Call& call, int status);

}  // namespace picket::api
