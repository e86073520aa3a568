// Inbound filters as requests and answers have them. Source: shared spec "api", sections 4.6
// and 4.7.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "domain/project/settings.h"
#include "roles/api/body.h"

namespace picket::api {

/// What the table of options does not know of those that filter: an address that is none, a pattern
/// or a condition that cannot be read, by the line it is in. A sentence; nullopt for a good value,
/// and for every option that does not filter. The value is of the option's kind.
std::optional<std::string> find_filter_flaw(std::string_view option,
                                            const boost::json::value& value);

/// Null when no filter has that id.
const domain::Setting* find_filter(std::string_view id) noexcept;
std::string_view filter_id(const domain::Setting& filter) noexcept;

/// {"id","active"}: a flag, of old browsers also the chosen ones.
boost::json::object filter_json(const domain::Setting& filter,
                                const domain::SettingValues& settings);

/// What the body makes of a filter: `active`, or the `subfilters` of old browsers.
std::optional<boost::json::value> read_filter(Fields& fields, const domain::Setting& filter);

}  // namespace picket::api
