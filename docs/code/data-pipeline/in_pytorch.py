"""Transform rows, shuffle them, hand them out in batches."""

import torch
from torch.utils.data import DataLoader, Dataset


class Squares(Dataset):
    def __len__(self):
        return 10

    def __getitem__(self, index):
        x = torch.tensor(float(index))
        return x, x**2


loader = DataLoader(Squares(), batch_size=4, shuffle=True)

sizes, total = [], 0.0
for x, y in loader:
    sizes.append(len(x))
    total += y.sum().item()

print("batches:", sizes)
print("sum of the squares:", total)
