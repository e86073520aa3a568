// Which text of an event row answers for a field.
#pragma once

#include <string>

#include "domain/event/row.h"
#include "domain/search/condition.h"

namespace picket::domain::search {

/// Null for fields that are no text of the row's own.
constexpr std::string EventRow::*text_of(EventField field) noexcept {
  switch (field) {
    case EventField::type:
      return &EventRow::type;
    case EventField::platform:
      return &EventRow::platform;
    case EventField::title:
      return &EventRow::title;
    case EventField::culprit:
      return &EventRow::culprit;
    case EventField::message:
      return &EventRow::message;
    case EventField::transaction:
      return &EventRow::transaction;
    case EventField::release:
      return &EventRow::release;
    case EventField::dist:
      return &EventRow::dist;
    case EventField::environment:
      return &EventRow::environment;
    case EventField::user:
      return &EventRow::user;
    case EventField::user_email:
      return &EventRow::user_email;
    case EventField::sdk_name:
      return &EventRow::sdk_name;
    case EventField::sdk_version:
      return &EventRow::sdk_version;
    case EventField::trace_id:
      return &EventRow::trace_id;
    case EventField::id:
    case EventField::timestamp:
    case EventField::project:
    case EventField::project_slug:
    case EventField::issue:
    case EventField::short_id:
    case EventField::level:
    case EventField::handled:
    case EventField::text:
    case EventField::tag:
      return nullptr;
  }
  return nullptr;
}

}  // namespace picket::domain::search
