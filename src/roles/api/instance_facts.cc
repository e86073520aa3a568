// Program, stores and machine, for whoever runs them.
#include <algorithm>
#include <chrono>
#include <utility>

#include "ports/organizations.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "ports/storage_days.h"
#include "roles/api/instance_handlers.h"
#include "roles/api/json_text.h"

namespace picket::api {
namespace {

namespace json = boost::json;

std::int64_t seconds_of(Duration duration) {
  return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

template <class T>
json::value number_or_null(const std::optional<T>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

/// From the best to the worst.
int severity(std::string_view health) {
  if (health == "ok") return 0;
  return health == "warn" ? 1 : 2;
}

/// What the worker keeps.
constexpr std::chrono::days kHistory{366};

json::object day_json(const ports::StorageDay& day) {
  std::int64_t used = 0;
  json::array stores;
  for (const ports::StoreBytes& store : day.stores) {
    used += store.bytes;
    stores.push_back(json::object{{"name", store.store}, {"bytes", store.bytes}});
  }
  return json::object{{"date", date_text(day.day)},
                      {"usedBytes", used},
                      {"freeBytes", day.free_bytes},
                      {"stores", std::move(stores)}};
}

}  // namespace

Answer<net::Response> show_status(Call& call, Instance& instance) {
  const auto orgs = call.meta().organizations().list_orgs();
  if (!orgs) return unexpected(failed(orgs.error()));
  const auto projects = call.meta().projects().list();
  if (!projects) return unexpected(failed(projects.error()));
  const ProgramFacts facts = instance.program();
  return json_response(json::object{
      {"version", facts.version},
      {"dateStarted", date_text(facts.started)},
      {"uptimeSeconds", std::max<std::int64_t>(0, seconds_of(call.now - facts.started))},
      {"url", call.options.url},
      {"ingestUrl", call.options.dsn_url()},
      {"residentBytes", facts.resident_bytes},
      {"openFiles", facts.open_files},
      {"schemaVersion", facts.schema_version},
      {"organizations", orgs->size()},
      {"projects", projects->size()}});
}

Answer<net::Response> show_storage(Call& call, Instance& instance) {
  const auto facts = instance.storage();
  if (!facts) return unexpected(failed(facts.error()));
  const auto days = call.meta().outcomes().storage_days().since(call.now - kHistory);
  if (!days) return unexpected(failed(days.error()));
  json::array stores;
  for (const StoreSize& store : facts->stores)
    stores.push_back(json::object{{"name", store.name}, {"bytes", store.bytes}});
  json::array history;
  for (const ports::StorageDay& day : *days) history.push_back(day_json(day));
  return json_response(json::object{{"inMemory", facts->in_memory},
                                    {"path", text_or_null(facts->path)},
                                    {"usedBytes", facts->used_bytes},
                                    {"freeBytes", facts->free_bytes},
                                    {"stores", std::move(stores)},
                                    {"bytesPerDay", number_or_null(facts->bytes_per_day)},
                                    {"daysUntilFull", number_or_null(facts->days_until_full)},
                                    {"daysKept", facts->days_kept},
                                    {"retentionDays", facts->retention_days},
                                    {"history", std::move(history)}});
}

Answer<net::Response> show_doctor(Call& call, Instance& instance) {
  std::string_view worst = "ok";
  json::array checks;
  for (const HealthCheck& check : instance.diagnose()) {
    if (severity(check.health) > severity(worst)) worst = check.health;
    checks.push_back(json::object{{"name", check.name},
                                  {"health", check.health},
                                  {"finding", check.finding},
                                  {"remedy", check.remedy}});
  }
  return json_response(json::object{
      {"health", worst}, {"dateChecked", date_text(call.now)}, {"checks", std::move(checks)}});
}

}  // namespace picket::api
