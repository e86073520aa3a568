// Browser, device and system of who made the request. Source: shared spec "ingest", section 3.11.
#include "domain/user_agent/user_agent.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "domain/user_agent/client_hints.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// The last header of a name counts.
ClientHints hints_in(const json::array& headers) {
  ClientHints hints;
  for (const json::value& header : headers) {
    const json::array* const pair = header.if_array();
    if (pair == nullptr || pair->size() != 2) continue;
    const json::string* const name = (*pair)[0].if_string();
    std::string_view* const member = name != nullptr ? hints.find(as_view(*name)) : nullptr;
    if (member == nullptr) continue;
    const json::string* const text = (*pair)[1].if_string();
    if (text != nullptr) *member = as_view(*text);
  }
  return hints;
}

/// Browsers have frozen what their user agents say of these systems.
std::string system_version(const UserAgent::Product& system) {
  const std::string version = system.version();
  const bool is_frozen = (system.family == "Windows" && version == "10") ||
                         (system.family == "Mac OS X" && version == "10.15.7");
  return is_frozen ? ">=" + version : version;
}

/// Reads the user agent when first asked: hints may make that unnecessary.
class Client {
 public:
  Client(const ClientHints& hints, UserAgents* agents) : hints_(hints), agents_(agents) {}

  json::object browser(const json::storage_ptr& storage) {
    if (auto hinted = hinted_browser(hints_)) return product("browser", *hinted, storage);
    return product("browser", {agent().browser.family, agent().browser.version()}, storage);
  }

  json::object system(const json::storage_ptr& storage) {
    if (auto hinted = hinted_system(hints_)) return product("os", *hinted, storage);
    return product("os", {agent().system.family, system_version(agent().system)}, storage);
  }

  json::object device(const json::storage_ptr& storage) {
    json::object context(storage);
    const std::string model = hinted_model(hints_);
    if (!model.empty()) {
      context["model"] = model;
    } else {
      const UserAgent::Device& device = agent().device;
      if (device.family.empty()) return context;
      context["family"] = device.family;
      if (!device.model.empty()) context["model"] = device.model;
      if (!device.brand.empty()) context["brand"] = device.brand;
    }
    context["type"] = "device";
    return context;
  }

 private:
  const UserAgent& agent() {
    static const UserAgent kUnknown;
    if (!agent_ && agents_ != nullptr && !hints_.user_agent.empty()) {
      agent_ = agents_->read(hints_.user_agent);
    }
    return agent_ ? *agent_ : kUnknown;
  }

  static json::object product(std::string_view type, const HintedProduct& product,
                              const json::storage_ptr& storage) {
    json::object context(storage);
    if (product.name.empty()) return context;
    context["name"] = product.name;
    if (!product.version.empty()) context["version"] = product.version;
    context["type"] = type;
    return context;
  }

  const ClientHints& hints_;
  UserAgents* const agents_;
  std::shared_ptr<const UserAgent> agent_;
};

}  // namespace

StepResult describe_client(Work& work) {
  const json::object* const request = protocol::find_object(work.event, "request");
  const json::array* const headers =
      request != nullptr ? protocol::find_array(*request, "headers") : nullptr;
  if (headers == nullptr) return {};
  const ClientHints hints = hints_in(*headers);
  Client client(hints, work.context.user_agents);
  // An SDK on a server says its own system: the client's goes beside it.
  const bool is_browser = protocol::find_string(work.event, "platform") == "javascript";
  const json::storage_ptr storage = work.event.storage();
  for (const auto& [key, read] :
       {std::pair("browser", &Client::browser), std::pair("device", &Client::device),
        std::pair(is_browser ? "os" : "client_os", &Client::system)}) {
    json::object* contexts = nullptr;
    if (json::value* const value = work.event.if_contains("contexts")) {
      contexts = value->if_object();
    }
    if (contexts != nullptr && contexts->contains(key)) continue;
    json::object context = (client.*read)(storage);
    if (context.empty()) continue;
    if (contexts == nullptr) contexts = &work.event["contexts"].emplace_object();
    (*contexts)[key] = std::move(context);
  }
  return {};
}

}  // namespace picket::domain::normalize
