// What tests of scrubbing share: events from text, scrubbed by rules from text.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "domain/scrub/rule_json.h"
#include "domain/scrub/scrub.h"
#include "protocol/json.h"

namespace picket::domain::scrub {

inline boost::json::object parsed_object(std::string_view text) {
  auto value = protocol::parse_json(text);
  EXPECT_TRUE(value.has_value() && value->is_object()) << text;
  return value && value->is_object() ? value->get_object() : boost::json::object();
}

inline std::string written(const boost::json::object& object) {
  std::string text;
  protocol::write_json(object, text);
  return text;
}

/// The event as JSON after rules like those in `relayPiiConfig`.
inline std::string scrubbed_by(std::string_view rules, std::string_view event) {
  boost::json::object document = parsed_object(event);
  scrub_document(document, CompiledRules(read_pii_config(rules)));
  return written(document);
}

/// After the simple settings.
inline std::string scrubbed(const DataScrubbing& settings, std::string_view event) {
  boost::json::object document = parsed_object(event);
  scrub_event(document, ScrubConfig(settings, {}));
  return written(document);
}

/// `extra.a` of an event that is `text`, after one rule at `selector`.
inline std::string text_after(std::string_view rule, std::string_view text,
                              std::string_view selector = "$string") {
  boost::json::object document{{"extra", boost::json::object{{"a", text}}}};
  PiiConfig config;
  config.applications[parse_selector(selector).value()] = {std::string(rule)};
  scrub_document(document, CompiledRules(config));
  const boost::json::value& after = document.at("extra").at("a");
  return after.is_null() ? "null" : std::string(after.as_string());
}

}  // namespace picket::domain::scrub
