"""Every other type, made by the model that moto itself has for it; a type that moto does not model cannot be judged and fails."""

from typing import Any

from moto.cloudformation.parsing import get_model_map

from ..template import Refused
from . import Made, Place, client

ACCOUNT = "123456789012"


class Other:
    """A type that moto's own CloudFormation models; its objects stay here because moto gives no way back to them."""

    made: dict[str, Any] = {}

    def __init__(self, resource_type: str):
        self.type = resource_type

    def create(self, place: Place, properties: dict[str, Any]) -> Made:
        model = self._model()
        name = properties.get(model.cloudformation_name_type() or "", place.name())
        region = client("s3").meta.region_name
        template = {"Type": self.type, "Properties": properties}
        about = {"LogicalId": place.logical_id, "StackId": place.stack_id, "ResourceType": place.resource_type}
        made = model.create_from_cloudformation_json(name, template, ACCOUNT, region, **about)
        self.made[made.physical_resource_id] = made
        return made.physical_resource_id, Attributes(made)

    def update(self, place: Place, old: Any, properties: dict[str, Any]) -> Made:
        model, region = self._model(), client("s3").meta.region_name
        name = properties.get(model.cloudformation_name_type() or "", old.physical_id)
        template = {"Type": self.type, "Properties": properties}
        changed = model.update_from_cloudformation_json(self.made[old.physical_id], name, template, ACCOUNT, region)
        if changed is None:
            raise Refused(f"a change of {self.type} is not known to this judge")
        self.made[changed.physical_resource_id] = changed
        return changed.physical_resource_id, Attributes(changed)

    def delete(self, place: Place, old: Any) -> None:
        template = {"Type": self.type, "Properties": old.properties}
        self._model().delete_from_cloudformation_json(old.physical_id, template, ACCOUNT, client("s3").meta.region_name)

    def _model(self) -> Any:
        model = get_model_map().get(self.type)
        if model is None:
            raise Refused(f"{self.type} is not known to this judge")
        return model


class Attributes(dict[str, Any]):
    """The attributes of one of moto's objects, asked for when they are needed."""

    def __init__(self, made: Any):
        super().__init__()
        self._made = made

    def __contains__(self, name: object) -> bool:
        return self._made.has_cfn_attr(name)

    def __missing__(self, name: str) -> Any:
        return self._made.get_cfn_attribute(name)


KINDS = {"*": Other}
