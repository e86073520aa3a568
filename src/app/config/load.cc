#include "app/config/load.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "app/config/address.h"
#include "app/config/nearest.h"
#include "app/config/option.h"
#include "base/ascii.h"
#include "domain/filter/generic_filters.h"
#include "net/client_address.h"

namespace picket::app {
namespace {

using Done = Result<void, std::string>;

constexpr std::string_view kPrefix = "PICKET_";

/// Read elsewhere, before or beside the settings.
constexpr std::array<std::string_view, 2> kOtherVariables = {"PICKET_CONFIG", "PICKET_FAULT"};

/// Kubernetes describes a Service called "picket" to every container by such variables.
bool is_service_link(std::string_view name) {
  return name.starts_with("PICKET_SERVICE_") || name == "PICKET_PORT" ||
         name.starts_with("PICKET_PORT_");
}

Done apply(const Assignment& assignment, Settings& settings) {
  const Option* const option = find_option(assignment.key);
  if (option == nullptr) {
    std::vector<std::string> keys;
    for (const Option& o : options()) keys.emplace_back(o.key);
    return unexpected(fmt::format("{}: there is no option \"{}\"; did you mean \"{}\"?",
                                  assignment.origin, assignment.key,
                                  nearest(assignment.key, keys)));
  }
  if (auto done = assign(*option, assignment.text, settings); !done) {
    return unexpected(fmt::format("{}: {} {}, not \"{}\"", assignment.origin, option->key,
                                  done.error(), assignment.text));
  }
  return {};
}

Done apply_environment(const std::vector<std::string>& environment, Settings& settings) {
  std::vector<std::string> names;
  for (const Option& option : options()) names.push_back(environment_name(option));
  for (const std::string& entry : environment) {
    const ascii::Split variable = ascii::split_once(entry, '=');
    if (!variable.head.starts_with(kPrefix) || is_service_link(variable.head) ||
        std::find(kOtherVariables.begin(), kOtherVariables.end(), variable.head) !=
            kOtherVariables.end())
      continue;
    const auto named = std::find(names.begin(), names.end(), variable.head);
    if (named == names.end()) {
      return unexpected(fmt::format("the environment variable {} sets no option; did you mean {}?",
                                    variable.head, nearest(variable.head, names)));
    }
    const Option& option = options()[static_cast<std::size_t>(named - names.begin())];
    const Assignment assignment{std::string(option.key), std::string(variable.tail),
                                std::string(variable.head)};
    if (auto done = apply(assignment, settings); !done) return done;
  }
  return {};
}

Done check_addresses(const Settings& settings) {
  if (!parse_listen(settings.listen)) {
    return unexpected(
        fmt::format("listen takes ADDRESS:PORT, such as 127.0.0.1:9000 or [::1]:9000, not \"{}\"",
                    settings.listen));
  }
  for (const auto& [key, url] :
       {std::pair{"url", settings.url}, {"ingest_url", settings.ingest_url}}) {
    if (!url.empty() && !is_base_url(url)) {
      return unexpected(
          fmt::format("{} takes an address that starts with http:// or https://, without user, "
                      "query and fragment, not \"{}\"",
                      key, url));
    }
  }
  if (const auto proxies = net::TrustedProxies::parse(settings.trusted_proxies); !proxies) {
    return unexpected(
        fmt::format("trusted_proxies takes addresses and networks such as 10.0.0.0/8, not \"{}\"",
                    proxies.error()));
  }
  if (settings.data.empty()) return unexpected(std::string("data takes a directory, not \"\""));
  return {};
}

Done check_filters(const Settings& settings) {
  const auto filters = domain::filter::read_generic_filters(settings.generic_filters);
  if (!filters) return unexpected("generic_filters: " + filters.error());
  return {};
}

}  // namespace

Result<Settings, std::string> load_settings(const ConfigSources& sources) {
  Settings settings;
  for (const Option& option : options()) {
    const Assignment fallback{std::string(option.key), std::string(option.fallback), "default"};
    if (auto done = apply(fallback, settings); !done) return unexpected(done.error());
  }
  if (sources.file) {
    const auto assignments = read_toml_file(*sources.file);
    if (!assignments) return unexpected(assignments.error());
    for (const Assignment& assignment : *assignments) {
      if (auto done = apply(assignment, settings); !done) return unexpected(done.error());
    }
  }
  if (auto done = apply_environment(sources.environment, settings); !done)
    return unexpected(done.error());
  for (const Assignment& flag : sources.flags) {
    if (auto done = apply(flag, settings); !done) return unexpected(done.error());
  }
  if (auto done = check_addresses(settings); !done) return unexpected(done.error());
  if (auto done = check_filters(settings); !done) return unexpected(done.error());
  return settings;
}

std::vector<std::string> process_environment() {
  std::vector<std::string> entries;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry)
    entries.emplace_back(*entry);
  return entries;
}

}  // namespace picket::app
